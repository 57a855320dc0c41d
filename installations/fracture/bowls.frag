// The blossoms: one for each area, how wide it is, how it is turned and how far it is filled.
//
// reads   t_room_6 (as seats.frag), t_table
// writes  row 0: o.xy place (wall)   o.z radius (wall)   o.w part of its ten petals that are filled, 0 .. 1: where its
//                figure lies in the role's domain
//         row 1: o.x turn, cycles   o.y level: where its figure lies between the least and the largest that are shown,
//                0 .. 1   o.z state   o.w hash 0 .. 1

#include "wall.glsl"
#include "lib/data/cell.glsl"
#include "lib/data/states.glsl"

const float SPAN = 0.1;  // of the domain, that levels span at the least: figures that hardly differ shall look like it

// Petals count from the domain's lower end, so that neighbours differ by a part of a petal: glaze that has run over the
// ground ranks them, from the least of the figures to the largest. The newest ones, as petals show them.
float level(Cell own) {
    float least = own.value, most = own.value;
    for (int i = 0; i < u_rows; i++) {
        Cell one = data_cell(i, ROLE_GLAZE, u_times - 1);
        if (one.state != VALUE) continue;
        least = min(least, one.value); most = max(most, one.value);
    }
    float short_ = max(SPAN * (role_high(ROLE_GLAZE) - role_low(ROLE_GLAZE)) - (most - least), 1e-6);
    return (own.value - least + 0.5 * short_) / (most - least + short_);
}

void main() {
    int row = texel().x;
    Cell now = data_cell(row, ROLE_GLAZE, u_times - 1);
    uvec2 hash = pcg2d(uvec2(row, u_seed));
    if (texel().y == 1) {
        o = vec4(unit(hash.y), now.state == VALUE ? level(now) : 0.0, float(now.state), unit(hash.x));
        return;
    }
    vec3 own = texelFetch(t_room_6, ivec2(row, 0), 0).xyz;
    float room = own.z;
    if (room == 0.0) {
        vec2 edge = half_wall() - abs(own.xy) - 0.004;
        room = min(min(0.4 * u_span, min(edge.x, edge.y)), 1.1 * max(rim(own.xy) - 0.010, 0.005));
        room = min(room, 0.86 * distance(own.xy, strike()));
        for (int i = 0; i < u_rows; i++) {
            vec3 other = texelFetch(t_room_6, ivec2(i, 0), 0).xyz;
            float d = distance(own.xy, other.xy);
            if (i != row) room = min(room, other.z > 0.0 ? 0.9 * (d - other.z) : 0.5 * d);
        }
        room = max(0.92 * room, 0.004);
    }
    o = vec4(own.xy, room, now.state == VALUE ? clamp(role_part(ROLE_GLAZE, now.value), 0.0, 1.0) : 0.0);
}
