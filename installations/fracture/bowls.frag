// The blossoms: one for each area, how wide it is, how it is turned and how far it is filled.
//
// reads   t_room_6 (as seats.frag), t_table
// writes  row 0: o.xy place (wall)   o.z radius (wall)   o.w part of its ten petals that are filled, 0 .. 1: where its
//                figure lies in the role's domain
//         row 1: o.x turn, cycles   o.z state   o.w hash 0 .. 1

#include "wall.glsl"
#include "lib/data/cell.glsl"
#include "lib/data/states.glsl"

void main() {
    int row = texel().x;
    Cell now = data_cell(row, ROLE_GLAZE, u_times - 1);
    uvec2 hash = pcg2d(uvec2(row, u_seed));
    if (texel().y == 1) {
        o = vec4(unit(hash.y), 0.0, float(now.state), unit(hash.x));
        return;
    }
    vec3 own = texelFetch(t_room_6, ivec2(row, 0), 0).xyz;
    float room = own.z;
    if (room == 0.0) {
        vec2 edge = half_wall() - abs(own.xy) - 0.004;
        room = min(min(0.4 * u_span, min(edge.x, edge.y)), 1.1 * max(rim(own.xy) - 0.010, 0.005));
        for (int i = 0; i < u_rows; i++) {
            vec3 other = texelFetch(t_room_6, ivec2(i, 0), 0).xyz;
            float d = distance(own.xy, other.xy);
            if (i != row) room = min(room, other.z > 0.0 ? 0.9 * (d - other.z) : 0.5 * d);
        }
        room = max(0.92 * room, 0.004);
    }
    o = vec4(own.xy, room, now.state == VALUE ? clamp(role_part(ROLE_GLAZE, now.value), 0.0, 1.0) : 0.0);
}
