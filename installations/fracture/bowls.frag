// The blossoms: one for each area, where it sits, how wide it is and how far it is filled.
//
// reads   t_table, t_seats
// writes  row 0: o.xy place (wall)   o.z radius (wall)   o.w share of its ten petals that are filled, 0 .. 1
//         row 1: o.x share at the first survey   o.y half interval, shares   o.z state   o.w hash 0 .. 1

#include "wall.glsl"
#include "lib/data/cell.glsl"
#include "lib/data/wall_seat.glsl"

vec2 seat(int row) {
    vec2 q = wall_seat(row);
    q /= max(pow(dot(abs(q * q * q), vec2(1.0)), 1.0 / 3.0) / 1.08, 1.0);  // none hangs over the rim
    return half_plate() * vec2(0.86, 0.84) * q;
}

void main() {
    int row = texel().x;
    Cell now = data_cell(row, ROLE_GLAZE, u_times - 1), first = data_cell(row, ROLE_GLAZE, 0);
    vec2 own = seat(row);
    float hash = unit(pcg2d(uvec2(row, u_seed)).x);
    if (texel().y == 1) {
        o = vec4(is_known(first.state) ? first.value * 0.01 : 0.5, 0.005 * (now.high - now.low), float(now.state), hash);
        return;
    }
    float room = min(0.4 * span(), 1.1 * max(rim(own) - 0.012, 0.005));
    for (int i = 0; i < u_rows; i++)
        if (i != row) room = min(room, 0.5 * distance(own, seat(i)));
    o = vec4(own, room * 0.92, clamp(now.value * 0.01, 0.0, 1.0));
}
