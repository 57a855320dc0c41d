// vec4 tile_of(int row, vec2 size)      int tile_at(ivec2 texel, vec2 size)
//
// Where each sitter's picture lies in a target of size px: tiles of 4 : 3, row after row.
//
// tile_of  lowest left corner and size of the tile, px; whole numbers
// tile_at  the row whose tile a texel lies in; u_rows and more beyond the last

ivec3 tiling(vec2 size) {  // width and height of a tile, tiles across
    int least = max(int(sqrt(0.75 * float(u_rows) * size.x / size.y)), 1);
    for (int across = least; across < least + 64; across++) {
        int wide = int(size.x) / across, high = wide * 3 / 4;
        if (high > 0 && (int(size.y) / high) * across >= u_rows) return ivec3(wide, high, across);
    }
    return ivec3(1, 1, int(size.x));
}

vec4 tile_of(int row, vec2 size) {
    ivec3 t = tiling(size);
    return vec4(ivec2(row % t.z, row / t.z) * t.xy, t.xy);
}

int tile_at(ivec2 texel, vec2 size) {
    ivec3 t = tiling(size);
    ivec2 tile = texel / t.xy;
    return tile.x >= t.z ? u_rows : tile.y * t.z + tile.x;
}
