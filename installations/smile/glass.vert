// The glass of each crown, which stands whole: one instance a tooth, one strip of 33 x 33 points.
//
// reads   t_polished, t_people, the view
// gives   map_at  u, v in the tile and its id      place  mm

#include "atlas.glsl"
#include "core.glsl"
#include "pose.glsl"

flat out int map_id;
out vec2 map_at;
out vec3 place;

void main() {
    ivec2 at = mesh_at(gl_VertexID, MESH);
    map_id = gl_InstanceID;
    map_at = vec2(at) / vec2(TILE - 1);
    place = texelFetch(t_polished, tile_corner(map_id) + at, 0).xyz;
    bool there = place != vec3(0.0) && is_glass(map_id);
    place = posed(map_id, place);
    gl_Position = there ? project(place) : vec4(2.0, 2.0, 2.0, 1.0);
}
