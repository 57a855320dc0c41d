// uint lattice(ivec2 cell, uint seed)      uint lattice(ivec3 cell, uint seed)
//
// The random bits that belong to one cell of an endless integer grid. The noises stand on this.
//
// cell     any integers, negative too
// seed     any bits; another seed is another, unrelated grid
// exact    bit for bit

#include "lib/hash/pcg.glsl"

uint lattice(ivec2 cell, uint seed) {
    return pcg3d(uvec3(uvec2(cell), seed)).x;
}

uint lattice(ivec3 cell, uint seed) {
    return pcg4d(uvec4(uvec3(cell), seed)).x;
}
