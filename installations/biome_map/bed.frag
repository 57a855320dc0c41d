// The floor of the flat: a basin in each place, rims of sand along its borders, the beach around them all.
//
// reads   t_ground, t_ground_areas, u_seed
// writes  o.x  height, heights of the picture, 0 at the rims
//         o.y  the same as a part of the place's own basin, 0 lowest floor .. 1 rim
//         o.z  distance to the nearest border, below 0 outside      o.w  row, -1 outside

#include "flat.glsl"
#include "sun.glsl"
#include "lib/noise/fbm.glsl"
#include "lib/place/at.glsl"
#include "lib/place/field.glsl"

float basin(vec2 p, float edge, float radius) {
    float rim = clamp(0.20 * radius, min(0.0026, 0.4 * radius), 0.007);
    vec2 bent = p + 0.02 * vec2(fbm(p * 7.0, 3.0, 0.5, u_seed), fbm(p * 7.0 + 31.0, 3.0, 0.5, u_seed));
    // With every seed they lie another way: round shoals, or long bars.
    float turn = 6.2831853 * chance(12u), size = 13.0 * exp2(1.3 * chance(13u)), length_ = exp2(1.1 * (chance(14u) + 0.5));
    bent = mat2(cos(turn), sin(turn), -sin(turn), cos(turn)) * bent;
    float bars = fbm(bent * size * vec2(1.0 / length_, length_), 4.0, 0.5, u_seed + 3u);
    float bowl = 1.0 - smoothstep(0.0, 0.95 * radius, edge);
    float floor_ = clamp(0.24 + 0.42 * bowl + 0.75 * bars, 0.0, 0.96);
    // What is only a few cells wide has no room for a rim.
    return mix(floor_, 1.0, exp(-edge * edge / (rim * rim)) * smoothstep(0.0015, 0.006, radius));
}

float beach(vec2 p, float away) {
    float slope = dot(p - vec2(0.5 * u_output.x / u_output.y, 0.5), sea_side());
    float banks = fbm(p * vec2(2.7) * exp2(1.4 * vec2(chance(15u), chance(16u))) + 7.0, 5.0, 0.5, u_seed + 9u);
    float height = -0.012 - 0.034 * slope + 0.026 * banks - 0.02 * smoothstep(0.0, 0.3, away);
    // Where the grid ends the sea begins, and beyond it nothing else is.
    vec2 off = 2.0 * flat_place(p) - 1.0;
    float round_ = pow(dot(off * off, off * off), 0.25) + 0.34 * fbm(p * 1.6 + 23.0, 3.0, 0.5, u_seed + 5u);
    float out_ = max(smoothstep(0.74, 1.06, round_), smoothstep(0.74, 0.97, max(abs(off.x), abs(off.y)) + 0.11 * fbm(p * 2.9 + 41.0, 3.0, 0.5, u_seed + 6u)));
    // The outer rim falls to both sides, as one between two places does, or a coast was no border to see.
    float off_rim = max(away - 0.004, 0.0) / 0.014, ditch = 0.004 * exp(-away * away / (0.04 * 0.04));
    return (1.0 - exp(-off_rim * off_rim)) * (mix(height, -0.06, out_) - ditch);
}

void main() {
    vec2 p = flat_at(), field = place_field(p);
    field.y -= distance(p, clamp(p, vec2(0.0), vec2(u_output.x / u_output.y, 1.0)));
    int row = place_at(p);
    if (row < 0) {
        o = vec4(beach(p, max(-field.y, 0.0)), 1.0, field.y, -1.0);
        return;
    }
    float part = basin(p, max(field.x, 0.0), place_radius(row));
    o = vec4(-basin_depth(row) * (1.0 - part), part, max(field.x, 0.0), float(row));
}
