// What the water looks like at night: its depth, the moon in it, and the leaves that float on it.
//
// reads   t_water (x height), t_leaves (premultiplied light), u_water, u_glint, u_light, u_output (px)
// writes  o  linear light, alpha 1
// space   q: picture heights, x right, y up, origin in the middle

#include "lib/noise/fbm.glsl"
#include "lib/tone/aces.glsl"
#include "moon.glsl"

float water(vec2 q) {
    return textureLod(t_water, q * vec2(u_output.y / u_output.x, 1.0) + 0.5, 0.0).x;
}

// How steep the water is at q.
vec2 tilt(vec2 q) {
    vec2 e = vec2(0.0037, 0.0);
    return vec2(water(q + e) - water(q - e), water(q + e.yx) - water(q - e.yx)) / (2.0 * e.x);
}

void main() {
    vec2 q = (pixel() - 0.5 * u_output) / u_output.y, slope = tilt(q);
    // The moon is a broad light in the water; where a ring tilts the water, another part of it is mirrored.
    vec2 mirrored = q + 0.015 * slope - moon_place();
    float disc = smoothstep(0.220, 0.180, length(mirrored));
    float halo = exp(-4.0 * dot(mirrored, mirrored) * u_output.y / u_output.x);
    float clouds = 0.5 + 0.5 * fbm(mirrored * 3.0 + float(u_seed % 64u), 5.0, 0.5, 3u);
    vec3 light = u_water * (0.25 + 2.2 * halo * halo);
    light += u_glint * (disc * (0.45 + 0.35 * clouds) + 0.06 * halo * clouds);
    light += (u_water + 0.03 * u_glint) * 0.12 * dot(slope, moonlight().xy);
    vec4 leaves = texture(t_leaves, pixel() / u_output);
    light = max(light, 0.0) * (1.0 - leaves.a) + leaves.rgb;
    o = vec4(tone_aces(light * exp2(u_light) * 0.9), 1.0);
}
