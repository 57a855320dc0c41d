// What stands in each block of the wall.
//
// reads   u_across, u_great, u_output, u_rows, u_seed
// writes  o.x  receivers in the block: 0 in the great one and beyond the wall, 1, 4

#include "wall.glsl"
#include "lib/hash/pcg.glsl"

uint lot(ivec2 block) {
    return pcg2d(uvec2(block) + u_seed * 131u).x;
}

void main() {
    Wall w = wall_of();
    ivec2 own = texel();
    o = vec4(0.0);
    if (own.x >= w.blocks.x || own.y >= w.blocks.y || in_great(w, own)) return;
    int before = 0;
    for (int y = 0; y < w.blocks.y; y++) {
        for (int x = 0; x < w.blocks.x; x++) {
            before += int(!in_great(w, ivec2(x, y)) && lot(ivec2(x, y)) < lot(own));
        }
    }
    o.x = before < w.quads ? 4.0 : 1.0;
}
