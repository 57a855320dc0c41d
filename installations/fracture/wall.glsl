// vec2 wall(vec2 px)      vec2 wall_px(vec2 q)      float pixel_width()      vec2 half_wall()      vec2 strike()
// float from_strike(vec2 q)      float rim(vec2 q)      vec2 bend(vec2 q)
//
// The wall's own measure: one unit is its height, x right, y up, origin in the middle.
//
// px          place in the picture, px
// half_wall   half width and half height of the wall
// strike      where it breaks from
// from_strike distance from there, in as much as cracks run: u_reach, less on a small plate (u_span)
// rim         distance to the plate's rim, > 0 inside
// bend        where a point lies for the cracks, which are straight there and curved on the wall
// reads       u_near, u_reach, u_strike_*, u_plate_* (middle, half sizes, turn, power of its superellipse), u_span: scene.py

#include "lib/hash/pcg.glsl"
#include "lib/noise/simplex.glsl"

vec2 half_wall() {
    return vec2(0.5 * u_output.x / u_output.y, 0.5);
}

vec2 strike() {
    return vec2(u_strike_x, u_strike_y);
}

// One comes nearer to where it was struck.
vec2 seen_middle() {
    return strike() * (1.0 - 1.0 / u_near);
}

vec2 wall(vec2 px) {
    return seen_middle() + (px - 0.5 * u_output) / (u_output.y * u_near);
}

vec2 wall_px(vec2 q) {
    return (q - seen_middle()) * u_output.y * u_near + 0.5 * u_output;
}

float pixel_width() {
    return 1.0 / (u_output.y * u_near);
}

float from_strike(vec2 q) {
    return distance(q, strike()) / (u_reach * u_span);
}

// Where q lies in the plate's own frame, half sizes: 1 on its rim.
vec2 in_plate(vec2 q) {
    vec2 p = q - vec2(u_plate_x, u_plate_y);
    return vec2(u_plate_cos * p.x + u_plate_sin * p.y, u_plate_cos * p.y - u_plate_sin * p.x) / vec2(u_plate_w, u_plate_h);
}

float superellipse(vec2 p) {
    p = pow(abs(p), vec2(u_plate_power));
    return pow(p.x + p.y, 1.0 / u_plate_power);
}

float rim(vec2 q) {
    vec2 p = in_plate(q);
    float round_ = superellipse(p), e = 1e-3;
    vec2 slope = vec2(superellipse(p + vec2(e, 0.0)) - round_, superellipse(p + vec2(0.0, e)) - round_) / e;
    // To the first order the distance is that to the next level line.
    float off = (1.0 - round_) / max(length(slope / vec2(u_plate_w, u_plate_h)), 1e-3);
    return off + 0.0022 * simplex_noise(q * 3.1 + 5.0, u_seed + 2u);
}

vec2 bend(vec2 q) {
    vec2 wide = vec2(simplex_noise(q * 2.3, u_seed + 31u), simplex_noise(q * 2.3 + 17.0, u_seed + 32u));
    vec2 jag = vec2(simplex_noise(q * 21.0, u_seed + 33u), simplex_noise(q * 21.0 + 17.0, u_seed + 34u));
    return q + 0.016 * wide + 0.0016 * jag;
}
