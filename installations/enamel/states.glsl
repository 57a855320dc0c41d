// vec3 covered(vec3 light, vec2 q, vec4 at, float wide, int state, float veil, vec3 normal, Lamp lamp)
//
// A field of which something is not known, a step below all that is: silk, frost or bare outlines lie over it.
//
// light    of the field under it      q  place, wall      at  as lattice.frag writes it      wide  of a prism, wall
// state    of what is least known     veil  1 where its light is not known, less where something beside it is not
// normal   of the surface
// reads    t_fields, u_shade, u_zoom, u_seed, u_output

#include "lib/data/states.glsl"
#include "lib/pattern/hatch.glsl"

// How bright needles of ice are at u, prism widths, that run along a direction: each its own, and not everywhere.
float needles(vec2 u, float turn) {
    vec2 v = turned(u, turn) * vec2(0.10, 0.42);
    int line = int(floor(v.y)) + 999;
    float lot = unit(pcg2d(uvec2(line, int(100.0 * turn))).x);
    float whose = unit(pcg2d(uvec2(line, int(floor(v.x)) + 999)).y);
    return max(1.0 - 2.0 * abs(fract(v.y) - 0.5) * (2.0 + 6.0 * fract(v.x + lot)), 0.0) * (0.4 + 0.6 * whose);
}

vec3 covered(vec3 light, vec2 q, vec4 at, float wide, int state, float veil, vec3 normal, Lamp lamp) {
    float edge = at.z, cloth = smoothstep(-0.1, 0.5, at.y), shine = 0.05 + 1.25 * min(lamp.light, 0.75);
    vec2 u = q / wide;
    float w = 1.0 / (u_output.y * u_zoom * wide), noise = simplex_noise(u * 0.16, u_seed + 13u);
    bool all = veil > 0.9;
    // Whom the lamp visits says nothing, and makes nothing look best.
    float under = (state == SUPPRESSED ? 0.33 : 0.48) / (1.0 + lamp.visit);
    if (state == SUPPRESSED) {
        // Silk, pinned above each field at a place of its own and drawn over it in few soft folds, which take the lamp in
        // a wide sheen; cool and rose, whatever lies under it; from near, it has a weave.
        int row = int(at.x) / 128;
        uvec2 lot = pcg2d(uvec2(uint(row) + 17u, u_seed));
        vec2 up = turned(vec2(0.0, 1.0), 1.6 * (unit(lot.x) - 0.5));
        vec2 v = (q - texelFetch(t_fields, ivec2(row, 0), 0).xy) / wide - 8.0 * up;
        float phase = 7.5 * dot(v, vec2(up.y, -up.x)) / max(-dot(v, up), 2.0) + 6.2831853 * unit(lot.y) + 0.8 * noise;
        float rise = cos(phase) + 0.35 * cos(1.7 * phase + 2.0);
        vec3 folded = normalize(vec3(0.58 * rise * normalize(vec2(-v.y, v.x)) + 0.07 * normal.xy, 1.0));
        // However high the lamp stands, a fold has a side that takes it, and one that does not.
        float taken = max(dot(folded, vec3(0.88 * lamp.toward, 0.47)) + 0.45, 0.0) / 1.45;
        float ridge = max(dot(folded, vec3(0.60 * lamp.toward, 0.80)), 0.0);
        ridge *= ridge; ridge *= ridge;
        float weave = 1.0 - 0.20 * hatch(u, 0.785, 0.08, 0.5, w);
        vec3 rose = mix(vec3(0.95, 0.76, 0.94), vec3(1.03, 0.88, 0.95), min(ridge, 1.0));
        vec3 silk = rose * (0.010 + 0.036 * taken + 0.090 * ridge);
        silk *= cloth * shine * weave;
        // Plain, it is darker than any field of which a fifth is known to be in the light: smooth as it is, it looked the
        // healthiest of all. Most of such a field lies in shade: where that is deep, silk is darker, too. And it is plum,
        // or it would be a hole, as what is missing.
        float shade = min(sqrt(dot(u_shade, vec3(0.24, 0.68, 0.08)) / 0.176), 1.0);
        return all ? vec3(0.69, 0.49, 0.72) * shade * silk
                   : rose * dot(light, vec3(0.24, 0.68, 0.08)) * under + 0.22 * silk;
    }
    if (state == HELD) {
        // Needles of ice, as they grow on a pane: in six directions, from the border inwards.
        float grown_ = 1.0 - smoothstep(0.0, 4.5, at.y);
        vec2 bent = u + 0.8 * noise;
        float ice = max(max(needles(bent, 0.3), needles(bent, 1.347)), needles(bent, 2.394));
        ice = max(ice * (0.35 + 0.65 * grown_), 0.6 * grown_ * grown_);
        vec3 frost = mix(u_shade * 0.5, vec3(0.74, 0.90, 1.0), ice) * cloth * shine * (0.04 + 0.31 * ice);
        return all ? 0.61 * frost : mix(light * under, frost, 0.55);
    }
    // Nothing was asked: no floor, the bare outline of each prism, and of the field, over the dark.
    float line = (1.0 - smoothstep(0.015, 0.04 + w, abs(edge - 0.05))) * 0.055 / (0.055 + w);
    float border = (1.0 - smoothstep(0.05, 0.09 + w, abs(at.y - 0.08))) * 0.14 / (0.14 + w);
    vec3 bare = mix(u_shade, vec3(1.0), 0.45) * max(line, 1.5 * border) * (0.13 + 0.14 * shine);
    return light * (all ? 0.0 : under) + bare * veil;
}
