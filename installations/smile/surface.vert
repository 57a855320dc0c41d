// The maps as triangles: one instance a tile, one strip of 49 x 33 points.
//
// reads   t_form, the view
// gives   map_at  u, v in the tile and its id      place  mm

#include "atlas.glsl"

const ivec2 MESH = ivec2(49, 33);

flat out int map_id;
out vec2 map_at;
out vec3 place;

void main() {
    // Each row of quads is a strip; its first and last point come twice, and so the strips join.
    int length_ = 2 * MESH.x + 2, row = gl_VertexID / length_, k = clamp(gl_VertexID % length_ - 1, 0, 2 * MESH.x - 1);
    ivec2 at = ivec2(k / 2, row + k % 2) * (TILE - 1) / (MESH - 1);
    map_id = gl_InstanceID;
    map_at = vec2(at) / vec2(TILE - 1);
    place = texelFetch(t_form, tile_corner(map_id) + at, 0).xyz;
    gl_Position = place == vec3(0.0) ? vec4(2.0, 2.0, 2.0, 1.0) : project(place);
}
