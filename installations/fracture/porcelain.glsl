// vec3 porcelain(Glaze g, vec3 normal, float raw, vec3 key, vec3 view, vec3 lit, vec3 around)
// void fired(inout Glaze, ...)   void revise(...)   void seal(...)   void slip(...)   void freeze(...)
//
// The material: clay under glaze, and what each kind of fault makes of it.
//
// normal, key, view   unit vectors      lit     light of the lamp that arrives      around  light of the lamp nearby
// raw     0 .. 1, where the broken clay shows
// r       place on the unbroken plate, wall      u  distance from the middle of its blossom, radii

struct Glaze {
    vec2 slope;
    float thick;   // 0 thin .. 1 a full petal
    float craze;   // craquelure, 0 .. 1
    float white;   // share that is covered by something pale and matte
    float ink;     // share that is painted dark under the glaze
    float gloss;   // 0 matte .. 1
    vec3 tint;     // of what covers it
    float ice;     // share of white in which light scatters cold
};

const vec3 IVORY = vec3(0.80, 0.74, 0.62);
const vec3 SLIP = vec3(0.50, 0.47, 0.41);
const vec3 INK = vec3(0.012, 0.016, 0.026);
const vec3 BISQUE = vec3(0.56, 0.46, 0.36);

// What the body of the plate reflects under so much glaze.
vec3 glazed(float thick) {
    // A dark glaze covers where it is thin, too; a pale one lets the clay through.
    float covers = 1.0 - smoothstep(0.01, 0.15, dot(u_glaze, vec3(0.21, 0.72, 0.07)));
    return IVORY * pow(max(u_glaze, 1e-4) / IVORY, vec3(clamp((2.5 + 5.0 * covers) * thick, 0.0, 3.2)));
}

// How light an empty petal is, against bare ivory: what covers a figure lies a step below, whatever the glaze.
float tone() {
    return pow(dot(glazed(0.07), vec3(0.21, 0.72, 0.07)) / dot(IVORY, vec3(0.21, 0.72, 0.07)), 0.8);
}

// A blossom whose figure is not a value: an eye for zero, dark on a pale plate, pale on a dark one; bare clay, in the
// same light as all others, where nobody asked.
void fired(inout Glaze g, int state, float u, vec2 r) {
    if (state == 0) {
        float bare = 1.0 - smoothstep(0.93, 0.97, u);
        g.white = max(g.white, bare); g.tint = BISQUE * mix(tone(), 1.0, 0.3); g.gloss *= 1.0 - bare;
    }
    float eye = float(state == 2) * (1.0 - smoothstep(0.10, 0.13, u));
    if (tone() > 0.5) g.ink = max(g.ink, 0.9 * eye);
    else if (eye > 0.0) {
        g.white = max(g.white, eye); g.tint = IVORY * 0.5;
    }
}

// Revised: an older drawing shows through, beside the newer one.
void revise(inout Glaze g, float level, vec2 r, vec4 bowl, vec4 says) {
    float turn = 6.2831853 * says.w;
    vec2 apart = level * 0.62 * bowl.z * vec2(cos(turn), sin(turn));
    vec4 older = texture(t_clay, wall_px(r + apart) / u_resolution);
    g.thick = max(g.thick * (1.0 - 0.25 * level), older.z * 0.8 * level);
    g.slope = mix(g.slope, older.xy, 0.42 * level);
    for (int i = 1; i <= 3; i++) {
        float off = abs(flower(r + apart * float(i) * 0.5, bowl, says).inset);
        g.ink = max(g.ink, level * (1.0 - 0.2 * float(i)) * (1.0 - smoothstep(0.0006, 0.0018, off)));
    }
}

// Tampered: the seal of a foreign hand, pressed askew over whatever was there, in ink that did not take everywhere.
void seal(inout Glaze g, float level, vec2 r, vec4 bowl, int row) {
    vec2 at = (r - bowl.xy) / max(bowl.z, 1e-3);
    float turn = 0.9 * (unit(pcg2d(uvec2(row, 64)).x) - 0.5), px = 1.5 / (u_output.y * max(bowl.z, 1e-3));
    at = mat2(cos(turn), -sin(turn), sin(turn), cos(turn)) * at;
    float frame = max(abs(at.x), abs(at.y)), cross_ = min(abs(at.x + at.y), abs(at.x - at.y)) * 0.7071;
    float line = min(min(abs(frame - 1.02) - 0.07, abs(frame - 0.80) - 0.025), max(cross_ - 0.06, frame - 0.80));
    float worn = smoothstep(-0.1, 0.25, level - 0.55 + 0.55 * simplex_noise(r * 60.0, u_seed + 91u));
    g.ink = max(g.ink, smoothstep(px, -px, line) * worn * smoothstep(0.0, 0.2, level) * 0.95);
}

// Suppressed: matte slip is brushed over the blossom; what lies under it stays private.
void slip(inout Glaze g, float level, vec2 r, float u) {
    float brush = simplex_noise(vec2(r.x * 16.0 + 3.0 * r.y, r.y * 120.0), u_seed + 81u);
    float veil = smoothstep(0.0, 0.3, level) * (1.0 - smoothstep(1.12, 1.42, u + 0.10 * brush));
    g.slope = mix(g.slope, vec2(0.0, 0.05 * brush), veil);
    g.white = max(g.white, veil); g.tint = SLIP * tone() * (1.0 + 0.08 * brush);
    g.gloss *= 1.0 - veil; g.craze *= 1.0 - veil;
}

// Stale: the glaze goes dull and freezes over.
void freeze(inout Glaze g, float level, vec2 r) {
    float fold = simplex_noise(r * 22.0, u_seed + 21u);
    float fern = 1.0 - abs(simplex_noise(r * 46.0 + 1.5 * fold, u_seed + 5u));
    float ice = level * (0.45 + 0.55 * smoothstep(0.55, 0.98, fern));
    g.white = max(g.white, ice * 0.86); g.tint = tone() * mix(vec3(0.34, 0.43, 0.49), vec3(0.60, 0.68, 0.73), smoothstep(0.6, 1.0, fern));
    g.ice = level; g.gloss *= 1.0 - 0.9 * level;
    g.slope = mix(g.slope, vec2(0.10 * fold, 0.10 * fern), 0.6 * level);
}

vec3 porcelain(Glaze g, vec3 normal, float raw, vec3 key, vec3 view, vec3 lit, vec3 around) {
    vec3 body = glazed(g.thick);
    body *= 1.0 - 0.42 * g.craze;
    body = mix(body, INK, g.ink);
    body = mix(body, g.tint, g.white);
    body = mix(body, BISQUE, raw);
    float cosine = dot(normal, key);
    vec3 wrap = max((vec3(cosine) + vec3(0.16, 0.13, 0.11)) / vec3(1.16, 1.13, 1.11), 0.0);
    float sky = 0.5 + 0.5 * dot(normal, normalize(vec3(-key.xy * 0.7, 0.8)));
    return body * (lit * wrap * 1.05 + around * 0.05 + vec3(0.020, 0.029, 0.040) * sky * sky);
}
