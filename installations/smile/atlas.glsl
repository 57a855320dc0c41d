// ivec2 tile_corner(int id)      vec2 atlas(int id, vec2 uv)      ivec2 mesh_at(int vertex, ivec2 mesh)
// ivec2 core_corner(int i)       vec2 core_at(int i, vec2 uv)     vec3 rows_of(bool front, float end)
//
// Where the maps keep each surface: 64 tiles of 97 x 65, 8 in a row; and what stands within crowns: 32 of 33 x 33.
//
// id  0..31 the crown of tooth i, 32..63 the gum around it       uv  in the tile, 0 .. 1: u around, v to the tip
// mesh_at  texel of point `vertex` of a strip of so many points that draws a tile: each row of quads is a strip; its
//          first and last point come twice, and so the strips join
// rows_of  of a crown's tile: v of the neck, v where its sides end, and how high that is, share of the crown's length;
//          front  whether it is an incisor or a canine      end  of its root below the neck, mm

const ivec2 TILE = ivec2(97, 65);

ivec2 tile_corner(int id) {
    return ivec2(id % 8, id / 8) * TILE;
}

vec2 atlas(int id, vec2 uv) {
    return (vec2(tile_corner(id)) + 0.5 + uv * vec2(TILE - 1)) / vec2(TILE * 8);
}

const ivec2 MESH = ivec2(33, 33);

ivec2 mesh_at(int vertex, ivec2 mesh) {
    int length_ = 2 * mesh.x + 2, row = vertex / length_, k = clamp(vertex % length_ - 1, 0, 2 * mesh.x - 1);
    return ivec2(k / 2, row + k % 2) * (TILE - 1) / (mesh - 1);
}

const ivec2 CORE = ivec2(33, 33);  // points of a core: those of the mesh

ivec2 core_corner(int i) {
    return ivec2(i % 8, i / 8) * CORE;
}

vec2 core_at(int i, vec2 uv) {
    return (vec2(core_corner(i)) + 0.5 + uv * vec2(CORE - 1)) / vec2(CORE * ivec2(8, 4));
}

vec3 rows_of(bool front, float end) {
    return vec3(end > 4.0 ? 0.40 : 0.17, front ? 0.80 : 0.60, front ? 0.84 : 0.93);
}
