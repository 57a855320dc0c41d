// What is true of each field as a whole.
//
// reads   t_settled, t_members
// writes  line 0: o.xy  site, wall      o.z  width of a prism, wall      o.w  turn of the lattice, radians
//         line 1: o.xy  the way in which light comes over it: as its whorl leads there, and by chance up to 0.33 radians
//                 beside that      o.z  radius of a disc as large, wall

#include "wall.glsl"
#include "field.glsl"

// Round an eye beside the field that the lamp visits first, as hair lies on a crown: away from it near by, round it
// farther off. From one side for all, what is not in the light looked like the shade of lit stones; and the shade of
// neighbours that turn together does not meet, or hardly, in bands.
// site     of a field, wall
// returns  the way, of length 1
vec2 whorl(vec2 site) {
    vec2 first = texelFetch(t_settled, ivec2(first_row(), 0), 0).xy;
    vec2 eye = first + 0.08 * turned(vec2(1.0, 0.0), 6.2831853 * chance(7u));
    float hand = u_seed == 0u || chance(9u) < 0.5 ? 1.0 : -1.0;
    vec2 from = site - eye + 1e-4;
    float wide = sqrt(u_output.x / u_output.y);
    float turn = hand * (0.9 + 3.6 * length(from) / wide);
    return turned(normalize(from), turn + 0.3 * simplex_noise(site * 1.6, u_seed + 17u));
}

void main() {
    int row = texel().x;
    vec2 site = texelFetch(t_settled, ivec2(row, 0), 0).xy;
    float last = 0.0, next = 0.0;
    for (int i = 0; i < CANDIDATES; i++) {
        vec4 one = texelFetch(t_members, ivec2(i, row), 0);
        if (one.x == float(HUNDRED - 1)) last = one.y;
        if (one.x == float(HUNDRED)) next = one.y;
    }
    float wide = max(mix(next, last, 0.6), 1e-4);
    vec2 way = turned(whorl(site), 0.65 * (unit(pcg2d(uvec2(row + 1, u_seed + 5u)).x) - 0.5));
    o = texel().y == 0 ? vec4(site, wide, turn_of(site, row)) : vec4(way, wide * 5.25, 0.0);
}
