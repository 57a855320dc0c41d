// float spread()
//
// How fast colonies and their food spread, 1: so that from one colony to the next there are 7.5 cells. The distance goes
// with its root. Larger with some seeds, smaller with others.
//
// reads   u_large, u_seed

#include "lib/hash/pcg.glsl"

float spread() {
    return clamp(u_large * u_large * mix(0.8, 1.5, unit(pcg(u_seed * 61u + 17u))), 0.7, 2.2);
}
