// What the water looks like at night: its depth, the moon in it, and leaves that float on it.
//
// reads   t_water (x height), t_seats, every u_<parameter>, u_output (px)
// writes  o  linear light, alpha 1
// space   q: picture heights, x right, y up, origin in the middle
//
// A leaf is drawn after what is known of its figure:
//   value       a leaf; the less sure, the softer its rim       zero     a bud: asked, and the answer is none
//   suppressed  a leaf below the water, dim under ripples       held     a leaf rolled shut, not opened yet
//   missing     a ring of reeds around open water: nobody asked

#include "lib/data/cell.glsl"
#include "lib/noise/fbm.glsl"
#include "lib/tone/aces.glsl"
#include "seats.glsl"

float water(vec2 q) {
    return textureLod(t_water, q * vec2(u_output.y / u_output.x, 1.0) + 0.5, 0.0).x;
}

// How steep the water is at q.
vec2 tilt(vec2 q) {
    vec2 e = vec2(0.0037, 0.0);
    return vec2(water(q + e) - water(q - e), water(q + e.yx) - water(q - e.yx)) / (2.0 * e.x);
}

// Light of a leaf at d (its radius is 1; w: a pixel's width there), and its share of the pixel.
vec4 leaf(vec2 d, Cell seen, vec3 own, vec3 lamp, float w) {
    float r = length(d), turn = atan(d.y, d.x) - 6.2831853 * own.x;
    float cut = abs(mod(turn + 3.1415927, 6.2831853) - 3.1415927) - 0.14;  // its notch
    if (seen.state == MISSING)
        return vec4(u_leaf * 0.35, 1.0) * smoothstep(w, 0.0, abs(r - 0.8) - 0.03) * step(0.5, fract(turn * 3.819719));
    if (seen.state == ZERO) {
        float bud = smoothstep(0.22 + w, 0.22, length(d * vec2(1.0, 0.8)));
        return vec4(u_glint * 0.25 * (0.4 + dot(d, lamp.xy) * 3.0), 1.0) * bud;
    }
    float soft = w + (seen.high - seen.low) / 60.0, rim = smoothstep(0.5 * soft, -0.5 * soft, r - 1.0);
    float veins = smoothstep(0.10, 0.0, abs(fract(turn * 13.0 / 6.2831853) - 0.5)) * smoothstep(0.1, 0.5, r);
    vec3 bend = normalize(vec3(d * (0.9 * r * r - 0.25) + 0.10 * veins, 1.0));  // a dish with a raised rim
    float lit = max(dot(bend, lamp), 0.0), sheen = pow(max(dot(bend, normalize(lamp + vec3(0, 0, 1))), 0.0), 40.0);
    vec3 green = u_leaf * mix(vec3(0.62, 0.85, 1.05), vec3(1.25, 1.05, 0.70), own.y);
    vec3 light = green * (0.05 + 0.75 * lit * lit) * (0.85 + 0.3 * veins) + u_glint * 0.35 * sheen;
    light += u_glint * 0.5 * smoothstep(0.10, 0.0, abs(r - 0.96)) * max(dot(d, lamp.xy), 0.0);
    if (seen.state == SUPPRESSED) return vec4(mix(u_water, green, 0.35) * 0.22, 0.75) * rim * smoothstep(0.0, w, cut);
    if (seen.state == HELD) {
        vec2 c = mat2(cos(own.z * 6.28), sin(own.z * 6.28), -sin(own.z * 6.28), cos(own.z * 6.28)) * d;
        float roll = smoothstep(w, -w, length(c * vec2(0.95, 4.2)) - 0.85);
        return vec4(green * (0.08 + 0.30 * max(0.0, 0.5 + 2.4 * c.y)), 1.0) * roll;
    }
    return vec4(light, 1.0) * rim * smoothstep(0.0, 1.5 * w, cut * r);
}

void main() {
    vec2 q = (pixel() - 0.5 * u_output) / u_output.y, wall = vec2(u_output.x / u_output.y, 1.0);
    float side = radians(u_moon);
    vec3 lamp = normalize(vec3(cos(side), sin(side), 0.9));
    vec2 slope = tilt(q);
    // The moon is a broad light on the water; where a ring tilts the water, another part of it is mirrored.
    vec2 moon = 0.27 * wall * vec2(cos(side), sin(side)), mirrored = q + 0.018 * slope - moon;
    float disc = smoothstep(0.205, 0.195, length(mirrored)), halo = exp(-4.0 * dot(mirrored, mirrored) / wall.x);
    float clouds = 0.5 + 0.5 * fbm(mirrored * 3.0 + float(u_seed % 64u), 5.0, 0.5, 3u);
    vec3 light = u_water * (0.25 + 2.2 * halo * halo);
    light += u_glint * (disc * (0.45 + 0.35 * clouds) + 0.06 * halo * clouds);
    light += (u_water + 0.03 * u_glint) * 0.12 * dot(slope, lamp.xy);
    for (int row = 0; row < u_rows; row++) {
        vec3 at = leaf_at(row), own = vec3(pcg3d(uvec3(row, u_seed, 21u)) >> 8u) / 16777216.0;
        if (length(q - at.xy) > 2.0 * at.z) continue;
        Cell seen = data_at(row, COL_DENTAL_VISIT, u_moment);
        float share = is_known(seen.state) ? clamp((seen.value - 35.0) / 55.0, 0.2, 1.1) : 0.55;
        float radius = 0.74 * u_leaves * at.z * share;
        vec2 d = q - at.xy - 0.02 * water(at.xy) * lamp.xy;  // a ring that passes rocks it
        float under = smoothstep(1.5, 0.6, length(d + 0.35 * radius * lamp.xy) / radius);
        light *= 1.0 - (seen.state == VALUE ? 0.55 * under : 0.0);  // its shadow on the water
        vec4 on = leaf(d / radius, seen, own, lamp, 1.5 / (u_output.y * radius));
        float key = 0.35 + 1.3 * exp(-2.2 * dot(at.xy - moon, at.xy - moon));  // leaves near the moon are lit most
        light = light * (1.0 - on.a) + on.rgb * key;
    }
    o = vec4(tone_aces(light * exp2(u_light) * 0.9), 1.0);
}
