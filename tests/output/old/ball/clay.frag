#include "lib/sculpt/deform.glsl"

void main() { o = vec4(sculpt(vec3(0.0, 0.0, 15.0)).zzz - 14.0, 1.0); }
