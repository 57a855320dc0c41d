// All sitters of the small receivers, their eyes closed.
//
// reads   t_table, u_seed
// writes  o  as bust_seen of bust.glsl

#include "atlas.glsl"
#include "bust.glsl"

void main() {
    int row = tile_at(texel(), u_resolution);
    o = vec4(0.0, 0.0, 1.0, 0.0);
    if (row >= u_rows) return;
    vec4 tile = tile_of(row, u_resolution);
    o = bust_seen(sitter_of(row, false), (vec2(texel()) + 0.5 - tile.xy) / tile.zw * 2.0 - 1.0);
}
