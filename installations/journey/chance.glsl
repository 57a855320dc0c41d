// float chance(uint n)      float varied(uint n, float low, float high)
//
// What a seed decides of the whole frieze.
//
// n        which of its decisions
// returns  0 .. 1; varied: a factor low .. high, 1 where u_vary is 0

#include "lib/hash/pcg.glsl"

float chance(uint n) {
    return unit(pcg3d(uvec3(u_seed, n, 31u)).x);
}

float varied(uint n, float low, float high) {
    return mix(1.0, mix(low, high, chance(n)), u_vary);
}
