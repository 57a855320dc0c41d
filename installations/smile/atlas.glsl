// ivec2 tile_corner(int id)      vec2 atlas(int id, vec2 uv)
//
// Where the maps keep each surface: 64 tiles of 97 x 65, 8 in a row.
//
// id  0..31 the crown of tooth i, 32..63 the gum around it       uv  in the tile, 0 .. 1: u around, v to the tip

const ivec2 TILE = ivec2(97, 65);

ivec2 tile_corner(int id) {
    return ivec2(id % 8, id / 8) * TILE;
}

vec2 atlas(int id, vec2 uv) {
    return (vec2(tile_corner(id)) + 0.5 + uv * vec2(TILE - 1)) / vec2(TILE * 8);
}
