// float own(uint which)
//
// What a seed moves: another number of it for each `which`.
//
// reads    u_seed, u_vary
// returns  -1 .. 1, as far as the artist lets it go; 0 of the first seed, which is the parameters as they stand

#include "lib/hash/pcg.glsl"

float own(uint which) {
    return u_seed == 0u ? 0.0 : u_vary * (2.0 * unit(pcg(u_seed * 97u + which)) - 1.0);
}
