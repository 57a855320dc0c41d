// How far out of place each block lies.
//
// reads   u_amount, u_size, u_reach, u_rate_phase
// writes  o.xy  px to the right and up, whole
// space   blocks from the lower left, at least 4 px wide; the target has room for those

#include "lib/hash/pcg.glsl"

// Blocks by which a piece lies out of place, 0 for most: share of them 0 .. 1, reach in blocks.
vec2 slip(ivec2 piece, uint salt, float share, vec2 reach) {
    uvec3 own = pcg3d(uvec3(piece, u_seed * 747796405u + salt));
    uint turn = uint(int(floor(u_rate_phase + unit(own.x))));
    uvec3 now = pcg3d(uvec3(own.yz, turn));
    return unit(now.x) < share ? reach * (2.0 * vec2(unit(now.y), unit(now.z)) - 1.0) : vec2(0.0);
}

void main() {
    ivec2 size = ivec2(u_output), block = texel();
    int side = max(4, min(size.x, size.y) / u_size);
    float reach = u_reach * float(size.x) / float(side);
    // A large form, a middle one and crumbs: slabs, runs of one row as a decoder loses them, single blocks.
    vec2 far = slip(block / ivec2(7, 3), 1u, 0.55 * u_amount * u_amount, reach * vec2(1.0, 0.3));
    far += slip(ivec2(block.x / 5, block.y), 2u, 0.45 * u_amount, reach * vec2(0.7, 0.0));
    far += slip(block, 3u, 0.16 * u_amount, vec2(2.0));
    // Half blocks: seams meet the grid or its middle.
    o = vec4(round(2.0 * far) * float(side / 2), 0.0, 0.0);
}
