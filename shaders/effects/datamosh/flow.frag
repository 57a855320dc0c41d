// Motion of the picture, from the wide one to its fine part.
//
// reads   t_luma, t_drift
// writes  o.xy  motion in a frame, px of the picture      o.z  how sure, 0 .. 1
//         o.w   how much lighter a place is than the paint that moves there, -1 .. 1
// space   texels of 8 x 8 px

#include "lib/motion/lucas_kanade.glsl"

void main() {
    o = vec4(0.0);
    if (u_amount == 0.0) return;  // nobody asks
    vec2 at = 2.0 * pixel(), size = vec2(textureSize(t_luma, 0));
    vec2 wide = 4.0 * texture(t_drift, at / size).xy;
    // Fine texture can mislead the wide motion: whichever beginning explains more is right.
    vec4 motion = lucas_kanade(t_luma, at, vec2(0.0), 4), other = lucas_kanade(t_luma, at, wide, 4);
    if (other.w < motion.w) motion = other;
    motion.xy = clamp(motion.xy, -12.0, 12.0);
    float now = texture(t_luma, at / size).x, ago = texture(t_luma, (at - motion.xy) / size).y;
    o = vec4(4.0 * motion.xy, motion.z, now - ago);
}
