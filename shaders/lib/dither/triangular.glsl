// vec3 dither_triangular(uvec2 pixel, uint seed)
//
// Noise to add to a picture just before it is rounded to whole levels: bands vanish, averages stay true.
//
// pixel    global pixel, uvec2(pixel()), so that tiles agree
// seed     of the picture and frame: u_seed + uint(u_frame), or 0u for a pattern that stands still
// returns  -1 .. 1 levels, triangular, mean 0, variance 1/6, each channel by itself: divide by 255 for 8 bits
// exact    bit for bit; with it the rounding error's mean and variance do not depend on the colour
// source   Lipshitz, Wannamaker and Vanderkooy 1992 (triangular noise of two levels' width)

#include "lib/hash/pcg.glsl"

vec3 dither_triangular(uvec2 pixel, uint seed) {
    uvec3 a = pcg3d(uvec3(pixel, seed));
    uvec3 b = uvec3(pcg(a.x), pcg(a.y), pcg(a.z));
    return vec3(unit(a.x) + unit(b.x), unit(a.y) + unit(b.y), unit(a.z) + unit(b.z)) - 1.0;
}
