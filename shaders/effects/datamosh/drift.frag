// Wide motion of the picture.
//
// reads   t_coarse
// writes  o.xy  motion in a frame, texels of 16 px      o.z  how sure, 0 .. 1

#include "lib/motion/lucas_kanade.glsl"

void main() {
    o = vec4(0.0);
    if (u_amount == 0.0) return;  // nobody asks
    o = lucas_kanade(t_coarse, pixel(), vec2(0.0), 5);
    o.xy = clamp(o.xy * o.z, -3.0, 3.0);
}
