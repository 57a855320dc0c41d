#include "tint.glsl"
void main() {
    float x = pixel().x / u_output.x;
    vec3 seeded = vec3(0.0, 0.0, float((u_seed * 2654435761u) >> 24u) / 255.0);
    vec3 moving = vec3(0.0, fract(u_time), 0.0);
    o = vec4(x < 0.333 ? u_level * TINT : x < 0.667 ? moving : seeded, 1.0);
}
