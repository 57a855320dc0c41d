// ivec2 tile_corner(int id)      vec2 atlas(int id, vec2 uv)      ivec2 mesh_at(int vertex)
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

// The texel of point `vertex` of the strip that draws a tile: each row of quads is a strip; its first and last point
// come twice, and so the strips join.
const ivec2 MESH = ivec2(33, 33);

ivec2 mesh_at(int vertex) {
    int length_ = 2 * MESH.x + 2, row = vertex / length_, k = clamp(vertex % length_ - 1, 0, 2 * MESH.x - 1);
    return ivec2(k / 2, row + k % 2) * (TILE - 1) / (MESH - 1);
}
