// vec3 glazed(float thick)      vec3 stoneware(Glaze g, vec3 normal, float raw, vec3 key, vec3 lit, vec3 around)
// float fault_noise(vec2 r, bool frozen)
// void fired(inout Glaze, ...)   void revise(...)   void seal(...)   void slip(...)   void fade(...)   void freeze(...)
//
// The material: dark stoneware under a pale glaze, and what each kind of fault makes of it.
//
// normal, key   unit vectors      lit     light of the lamp that arrives      around  light of the lamp nearby
// raw     0 .. 1, where the broken clay shows
// r       place on the unbroken plate, wall      u  distance from the middle of its blossom, radii
// noise   as fault_noise has it: one for both faults that lie alone, as a driver without a card works out each where any
//         might be. A seal may lie over either, and has its own: with one for all, rings of drying leapt as it came

#include "cover.glsl"
#include "lib/data/states.glsl"

struct Glaze {
    vec2 slope;
    float thick;   // 0 bare .. 1 a full petal
    float craze;   // craquelure, 0 .. 1
    float white;   // share that is covered by something matte
    float ink;     // share that is painted dark under the glaze
    float gloss;   // 0 matte .. 1
    vec3 tint;     // of what covers it
};

const vec3 CLAY = vec3(0.041, 0.036, 0.034);
const vec3 BISQUE = vec3(0.50, 0.39, 0.29);  // where it broke: paler than its skin
const vec3 INK = vec3(0.012, 0.012, 0.018);
const vec3 LUMA = vec3(0.2126, 0.7152, 0.0722);

// What the body of the plate reflects under so much glaze.
vec3 glazed(float thick) {
    float cover = 1.0 - exp(-COVERS * thick);
    // Thin, it takes on more of its own colour and lets the clay through; where it pools it is as pale as milk.
    vec3 deep = mix(pow(u_glaze, vec3(1.65)) * 1.12, u_glaze * 1.08, smoothstep(0.10, 0.70, thick));
    return mix(CLAY, deep, cover);
}

// Light of what covers a figure, whatever the glaze: a step below all that is known, and no clay that petals lie in.
vec3 covering(vec3 tint, float level) {
    return tint / dot(tint, LUMA) * mix(0.145, dot(glazed(0.075), LUMA), 0.54) * level;
}

// A blossom whose figure is not a value: a drop of glaze in the middle for zero; a smooth hollow of red clay where
// nobody asked.
void fired(inout Glaze g, int state, float u) {
    if (state == MISSING) {
        float bare = 1.0 - smoothstep(1.0, 1.22, u);
        g.white = max(g.white, bare); g.tint = covering(vec3(1.40, 0.89, 0.70), mix(0.46, 0.365, smoothstep(0.95, 0.80, u)));
        g.gloss *= 1.0 - 0.8 * bare; g.craze *= 1.0 - bare;
    }
    if (state == ZERO) g.thick = mix(g.thick, 1.0, 1.0 - smoothstep(0.25, 0.29, u));
}

float fault_noise(vec2 r, bool frozen) {
    return simplex_noise(r * (frozen ? 22.0 : 9.0), u_seed + 21u);
}

// Revised: an older drawing shows through, beside the newer one.
void revise(inout Glaze g, float level, vec2 r, vec4 bowl, vec4 says) {
    float turn = 6.2831853 * says.w;
    vec2 apart = level * 0.62 * bowl.z * vec2(cos(turn), sin(turn));
    vec4 older = texture(t_clay, wall_px(r + apart) / u_resolution);
    g.thick = max(g.thick * (1.0 - 0.25 * level), older.z * 0.8 * level);
    g.slope = mix(g.slope, older.xy, 0.42 * level);
    for (int i = 1; i <= 2; i++) {
        float off = abs(flower(r + apart * float(i) * 0.62, bowl, says).inset), line = max(0.0014, pixel_width());
        g.ink = max(g.ink, 0.9 * level * (1.0 - 0.25 * float(i)) * (1.0 - smoothstep(0.4 * line, 1.2 * line, off)));
    }
}

// Tampered: the seal of a foreign hand, pressed askew over whatever was there, in ink that did not take everywhere.
void seal(inout Glaze g, float level, vec2 r, vec4 bowl, int row) {
    float size = min(max(bowl.z, 1e-3), 0.085);
    vec2 at = (r - bowl.xy) / size;
    float turn = 0.9 * (unit(pcg2d(uvec2(row, 64)).x) - 0.5), px = 1.5 * pixel_width() / size;
    at = mat2(cos(turn), -sin(turn), sin(turn), cos(turn)) * at;
    // A ring that is broken once, and a stroke through it.
    float ring = abs(length(at) - 0.92) - 0.075, gap = max(abs(at.y) - 0.16, -at.x), stroke = max(abs(at.y + 0.35 * at.x) - 0.085, length(at) - 0.62);
    float line = min(max(ring, -gap), stroke);
    float worn = smoothstep(-0.1, 0.25, level - 0.55 + 0.55 * simplex_noise(r * 60.0, u_seed + 91u));
    g.ink = max(g.ink, smoothstep(px, -px, line) * worn * smoothstep(0.0, 0.2, level) * 0.95);
}

// Suppressed: matte slip is brushed over the blossom; what lies under it stays private. A wash that a hand lays hides no
// figure: broad strokes a step darker, with the petals between and under them.
void slip(inout Glaze g, float level, float wash, vec2 r, vec4 bowl) {
    g.thick *= 1.0 - smoothstep(0.0, 0.3, level);  // the ground around it would tell, too
    vec2 v = (r - bowl.xy) / max(bowl.z, 1e-3);
    float u = length(v), brush = simplex_noise(vec2(r.x * 16.0 + 3.0 * r.y, r.y * 120.0), u_seed + 81u);
    float around = 1.0 - smoothstep(1.12, 1.42, u + 0.10 * brush), veil = smoothstep(0.0, 0.3, level) * around;
    float stroke = smoothstep(-0.30, 0.30, sin(9.0 * v.y + 1.5 * v.x + 0.9 * brush)), laid = wash * around * mix(0.45, 0.90, stroke);
    float deep = mix(0.635, 0.45, laid * (1.0 - veil));
    veil = max(veil, laid);
    g.slope = mix(g.slope, vec2(0.0, 0.05 * brush), veil);
    g.white = max(g.white, veil); g.tint = covering(vec3(1.07, 0.98, 0.84), deep) * (1.0 + 0.14 * brush);
    g.gloss *= 1.0 - veil; g.craze *= 1.0 - veil;
}

// Stale: glaze that dried long ago and that the sun has faded, pale straw and without gloss. Rings, each fainter than
// the one before, date how far it has drawn back; every petal is still there to count.
void fade(inout Glaze g, float level, float u, float noise) {
    float at = u + 0.05 * noise, dry = level * (1.0 - smoothstep(1.22, 1.28, at)), rings = 0.0;
    for (int k = 0; k < 3; k++) {
        float away = (at - 1.25 + 0.10 * float(k)) / (0.020 - 0.004 * float(k));
        rings = max(rings, (1.0 - 0.3 * float(k)) * exp(-away * away));
    }
    g.white = max(g.white, 0.80 * dry);
    g.tint = covering(vec3(1.24, 1.0, 0.62), mix(0.56, 1.62, smoothstep(0.15, 0.9, g.thick)));
    g.ink = max(g.ink, 0.6 * level * rings);
    g.gloss *= 1.0 - 0.95 * dry; g.craze *= 1.0 - dry;
}

// Held: it freezes over.
void freeze(inout Glaze g, float level, vec2 r, float noise) {
    float soft = 0.05 + 60.0 * pixel_width();
    float ridge = 1.0 - abs(simplex_noise(r * 30.0 + 1.5 * noise, u_seed + 5u)), fern = smoothstep(0.55, 0.98, ridge);
    float barbs = 0.93 - 0.7 * abs(simplex_noise(r * 36.0 - 0.8 * noise, u_seed + 6u)), edge = 1.0 - 0.5 * level;
    float feather = smoothstep(edge - soft, edge + soft, max(ridge, barbs)) * smoothstep(0.0, 0.3, level);
    float thick = smoothstep(0.5, 1.0, level), ice = mix(feather, 1.0, thick) * (0.62 + 0.38 * mix(1.0, fern, thick));
    g.white = max(g.white, ice * 0.92);
    g.tint = covering(vec3(0.64, 1.0, 1.48), mix(0.58, 1.08, mix(feather, fern, thick)));
    g.gloss *= 1.0 - 0.9 * mix(feather, 1.0, max(thick, 0.5 * level));
    g.slope = mix(g.slope, vec2(0.10 * noise, 0.10 * fern), 0.6 * mix(0.3 * feather, 1.0, thick));
}

vec3 stoneware(Glaze g, vec3 normal, float raw, vec3 key, vec3 lit, vec3 around) {
    vec3 body = glazed(g.thick);
    body *= 1.0 - 0.42 * g.craze * smoothstep(0.1, 0.5, g.thick);
    body = mix(body, INK, g.ink);
    body = mix(body, g.tint, g.white);
    body = mix(body, BISQUE, raw);
    float cosine = dot(normal, key);
    vec3 wrap = max((vec3(cosine) + vec3(0.16, 0.13, 0.11)) / vec3(1.16, 1.13, 1.11), 0.0);
    float sky = 0.5 + 0.5 * dot(normal, normalize(vec3(-key.xy * 0.7, 0.8)));
    return body * (lit * wrap * 1.05 + around * 0.05 + vec3(0.020, 0.029, 0.040) * sky * sky);
}
