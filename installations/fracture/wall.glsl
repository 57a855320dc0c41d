// vec2 wall(vec2 px)      vec2 wall_px(vec2 q)      vec2 half_plate()      vec2 strike()      float span()      float from_strike(vec2 q)      float rim(vec2 q)      vec2 bend(vec2 q)
//
// The wall's own measure: one unit is its height, x right, y up, origin in the middle.
//
// px          place in the picture, px
// half_plate  half width and half height of the plate
// strike      where it breaks from
// span        how large the plate is: 1 on a wall of 16:9, less on a narrow one
// from_strike distance from there, shares of u_reach
// rim         distance to the plate's rim, > 0 inside
// bend        where a point lies for the cracks, which are straight there and curved on the wall

#include "lib/hash/pcg.glsl"
#include "lib/noise/simplex.glsl"

vec2 wall(vec2 px) {
    return (px - 0.5 * u_output) / u_output.y;
}

vec2 wall_px(vec2 q) {
    return q * u_output.y + 0.5 * u_output;
}

vec2 half_plate() {
    float aspect = min(u_output.x / u_output.y, 3.2);
    return vec2(0.5 * aspect, 0.5) - 0.075 * min(aspect, 1.0);
}

vec2 strike() {
    return (u_focus * 2.0 - 1.0) * half_plate();
}

float span() {
    vec2 plate = half_plate();
    return min(1.0, sqrt(plate.x * plate.y / 0.346));
}

float from_strike(vec2 q) {
    return distance(q, strike()) / (u_reach * span());
}

float rim(vec2 q) {
    vec2 p = abs(q) / half_plate();
    float round_ = pow(pow(p.x, 4.0) + pow(p.y, 4.0), 0.25);
    return (1.0 - round_) * min(half_plate().x, half_plate().y) + 0.0016 * simplex_noise(q * 3.1 + 5.0, u_seed + 2u);
}

vec2 bend(vec2 q) {
    vec2 wide = vec2(simplex_noise(q * 2.3, u_seed + 31u), simplex_noise(q * 2.3 + 17.0, u_seed + 32u));
    vec2 jag = vec2(simplex_noise(q * 21.0, u_seed + 33u), simplex_noise(q * 21.0 + 17.0, u_seed + 34u));
    return q + 0.016 * wide + 0.0016 * jag;
}
