// What each pixel sees of glass: the share of a crown that the people lost.
//
// writes  o.xy  place in the map's tile      o.z  tile + 1, 0 where nothing is      o.w  distance from the eye, mm

#include "atlas.glsl"

flat in int map_id;
in vec2 map_at;
in vec3 place;

void main() {
    if (u_loss == LOSS_EDGE && texture(t_kept, atlas(map_id, map_at)).x >= 0.99) discard;
    o = vec4(map_at, float(map_id + 1), distance(place, u_eye));
}
