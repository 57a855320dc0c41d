// What is true of each field as a whole.
//
// reads   t_settled, t_members
// writes  line 0: o.xy  site, wall      o.z  width of a prism, wall      o.w  turn of the lattice, radians
//         line 1: o.xy  the way in which light comes over it: across the bands, and by chance up to 0.6 radians beside
//                 that      o.z  radius of a disc as large, wall

#include "wall.glsl"
#include "field.glsl"

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
    Band sweep = band(site, bands());
    vec2 way = turned(sweep.way, 1.2 * (unit(pcg2d(uvec2(row + 1, u_seed + 5u)).x) - 0.5));
    o = texel().y == 0 ? vec4(site, wide, turn_of(site, row)) : vec4(way, wide * 5.25, 0.0);
}
