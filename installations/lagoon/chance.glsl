// vec3 chance(int row, uint of)      vec3 own_chance(uint of)
//
// Numbers 0 .. 1 that hang on the seed alone: of a creature, and of the picture.

#include "lib/hash/pcg.glsl"

vec3 chance(int row, uint of) {
    uvec3 drawn = pcg3d(uvec3(uint(row), of, u_seed));
    return vec3(unit(drawn.x), unit(drawn.y), unit(drawn.z));
}

vec3 own_chance(uint of) {
    return chance(-1, of);
}
