// Gum, and what stands within the glass of a crown: one instance a tile, one strip of 33 x 33 points.
//
// reads   t_polished, t_core, the view
// gives   map_at  u, v in the tile and its id      place  mm

#include "atlas.glsl"
#include "pose.glsl"

flat out int map_id;
out vec2 map_at;
out vec3 place;

void main() {
    ivec2 at = mesh_at(gl_VertexID, MESH);
    map_id = gl_InstanceID;
    map_at = vec2(at) / vec2(TILE - 1);
    ivec2 own = at * (CORE - 1) / (TILE - 1);
    place = map_id < 32 ? texelFetch(t_core, core_corner(map_id) + own, 0).xyz
                        : texelFetch(t_polished, tile_corner(map_id) + at, 0).xyz;
    bool there = place != vec3(0.0);
    place = posed(map_id, place);
    gl_Position = there ? project(place) : vec4(2.0, 2.0, 2.0, 1.0);
}
