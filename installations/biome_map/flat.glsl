// vec2 flat_at()      vec2 flat_place(vec2 p)
// float basin_depth(int row)      float sea_level()      vec2 sea_side()
//
// The tidal flat on which the map lies: one unit is the height of the picture, as in lib/place.
//
// flat_at      where a texel of one of the fixed grids lies: x right from 0, y up from 0 to 1 over the map, and beyond
// flat_place   the other way: where in such a grid, 0 .. 1, a point lies
// basin_depth  from the rim of a place's pool, at height 0, down to its lowest floor
// sea_level    height of the sea; sea_side  the way to it, a unit vector: both by the seed

#include "lib/hash/pcg.glsl"
#include "lib/place/centre.glsl"
#include "span.glsl"

vec2 flat_at() {
    vec2 at = (vec2(target_texel()) + 0.5) / u_resolution - 0.5;
    return (SPAN * at + 0.5) * vec2(u_output.x / u_output.y, 1.0);
}

vec2 flat_place(vec2 p) {
    return (p / vec2(u_output.x / u_output.y, 1.0) - 0.5) / SPAN + 0.5;
}

float basin_depth(int row) {
    return clamp(0.45 * place_radius(row), 0.006, 0.018);
}

float sea_level() {
    return mix(-0.034, -0.002, clamp(u_tide + 0.5 * (unit(pcg(u_seed * 61u + 11u)) - 0.5), 0.0, 1.0));
}

vec2 sea_side() {
    float turn = 6.2831853 * unit(pcg(u_seed * 7u + 5u)) - 1.1;
    return vec2(cos(turn), sin(turn));
}
