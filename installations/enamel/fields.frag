// Which state a prism belongs to, and in what order its prisms are lit and lost.
//
// reads   u_prisms, u_spread, u_seed, u_output, u_rows, t_seats
// writes  o.x  row of the table, -1 on the ground around the fields
//         o.y  order in which prisms are lit: from the field's heart outwards, and at last in a basin
//         o.w  distance to the next field, prisms

#include "wall.glsl"
#include "lib/data/wall_seat.glsl"
#include "lib/noise/simplex.glsl"

void main() {
    vec2 p = centre(texel_cell(texel()));
    p += 0.9 * vec2(simplex_noise(p * 0.16, u_seed), simplex_noise(p * 0.16 + 40.0, u_seed));
    vec2 half_size = 0.5 * prisms() * u_spread * vec2(1.0, 0.88);
    half_size.x *= min(u_output.x / u_output.y * 0.97, 2.75);
    float reach = 1.12 * sqrt(half_size.x * half_size.y * 3.5 / (3.14159 * float(max(u_rows, 1))));
    float near = 1e9, next = 1e9;
    vec2 own = vec2(0.0), other = vec2(0.0);
    int row = -1;
    for (int i = 0; i < u_rows; i++) {
        vec2 seat = half_size * wall_seat(i);
        float d = distance(p, seat);
        if (d < near) {
            next = near; other = own; near = d; own = seat; row = i;
        } else if (d < next) {
            next = d; other = seat;
        }
    }
    float border = (next * next - near * near) / max(2.0 * distance(own, other), 1e-6);
    float rim = reach * (1.0 + 0.16 * simplex_noise(p * 0.11 + 9.0, u_seed + 3u));
    uvec2 h = pcg2d(uvec2(texel()) + u_seed * 97u);
    float late = near / reach + 0.10 * simplex_noise(p * 0.25, u_seed + 11u) + 0.05 * unit(h.y);
    // Few fields would grow beyond the wall, where their prisms could not be counted: they end before its edge.
    vec2 q = abs(p) / (1.08 * half_size);
    float inside = u_rows < 8 ? (1.0 - pow(pow(q.x, 4.0) + pow(q.y, 4.0), 0.25)) * min(half_size.x, half_size.y) : 1e9;
    float deep = min(rim - near, inside);
    float whole = min(border, deep);
    // What comes last lies in a basin within the field, as decay does: between two fields a socket would not be seen.
    uvec2 turn = pcg2d(uvec2(row + 1, u_seed + 5u));
    float way = 6.2831853 * unit(turn.x), cluster = simplex_noise(p * 0.23, u_seed + 7u) + 0.55 * (unit(h.x) - 0.5);
    vec2 basin = own + 0.36 * reach * sqrt(unit(turn.y)) * vec2(cos(way), sin(way));
    float within = 1.0 - distance(p, basin) / (0.53 * reach) + 0.55 * cluster;
    late += 1.6 * smoothstep(0.15, 0.9, within) * smoothstep(0.3, 1.3, whole);
    o = vec4(deep > 0.0 ? float(row) : -1.0, late, 0.0, deep > 0.0 ? whole : deep);
}
