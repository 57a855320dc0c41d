// Sitter sitter_of(int row)      vec4 bust_seen(Sitter s, vec2 at)
//
// A plaster head and shoulders, of few smooth forms.
//
// row      of the table: turn and bow are the area's figures, all else is chance, and nobody's likeness
// at       place in the picture, -1 .. 1 across and up
// returns  x, y  normal, to the right and up      z  share of the lamp that reaches it
//          w  material, 0 nothing, 1 skin, 2 hair, 3 cloth; + 0.9 x how open it lies to the room
// space    heads: a head is 2 high, x right, y up, z to the viewer

#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/op/smooth_subtraction.glsl"
#include "lib/op/smooth_union.glsl"
#include "lib/sdf/capsule.glsl"
#include "lib/sdf/ellipsoid.glsl"

const int SKIN = 1, HAIR = 2, CLOTH = 3;
const vec3 LAMP = vec3(-0.66, 0.48, 0.58);  // the key light, high on the left

struct Sitter {
    float turn;   // radians; < 0 looks into the lamp
    float bow;    // radians forwards
    float broad;  // of face and shoulders, 1 the mean
    float nose;
    int hair;     // 0 shaven, 1 cropped, 2 a knot, 3 long, 4 wrapped in cloth, 5 full and round
};

vec2 turned(vec2 p, float angle) {
    return vec2(cos(angle) * p.x - sin(angle) * p.y, sin(angle) * p.x + cos(angle) * p.y);
}

Sitter sitter_of(int row) {
    uvec4 h = pcg4d(uvec4(row, 17, 3, u_seed));
    Cell seen = data_cell(row, 2 * u_group, u_times - 1), lost = data_cell(row, 2 * u_group + 1, u_times - 1);
    float share = is_known(seen.state) ? clamp((seen.value - 30.0) / 52.0, 0.0, 1.0) : 0.5;
    float gone = is_known(lost.state) ? clamp((lost.value - 15.0) / 60.0, 0.0, 1.0) : 0.3;
    float turn = seen.state == HELD ? 2.75 : mix(1.25, -0.75, share);
    return Sitter(turn, 0.02 + 0.42 * gone, 0.92 + 0.16 * unit(h.x), 0.85 + 0.4 * unit(h.y), int(6.0 * unit(h.z)));
}

// Distance and material of hair and what is worn on the head, in the head's own frame.
vec2 worn(vec3 h, Sitter s) {
    vec3 m = vec3(abs(h.x), h.yz);
    if (s.hair == 0) return vec2(1e3, 0.0);
    if (s.hair == 4) {
        float cap = sdf_ellipsoid(h - vec3(0.0, 0.44, -0.20), vec3(0.80, 0.74, 0.92));
        float fold = sdf_ellipsoid(h - vec3(0.0, 0.40, 0.10), vec3(0.80, 0.30, 0.78));
        float knot = sdf_ellipsoid(h - vec3(0.0, 0.30, -1.12), vec3(0.34, 0.32, 0.30));
        return vec2(smooth_union(smooth_union(cap, fold, 0.10), knot, 0.15), float(CLOTH));
    }
    float full = s.hair == 5 ? 0.16 : 0.0;
    float cap = sdf_ellipsoid(h - vec3(0.0, 0.30 + full, -0.24), vec3(0.77, 0.84, 0.86) + full);
    if (s.hair == 2) cap = smooth_union(cap, sdf_ellipsoid(h - vec3(0.0, 0.55, -1.08), vec3(0.33, 0.33, 0.30)), 0.14);
    if (s.hair == 3) cap = smooth_union(cap, sdf_ellipsoid(m - vec3(0.34, -0.62, -0.46), vec3(0.44, 0.95, 0.36)), 0.4);
    // The face stays free: hair begins at the brow and behind the cheek.
    float free = sdf_ellipsoid(h - vec3(0.0, -0.34 - 0.5 * full, 0.72), vec3(0.66, 0.98, 0.74));
    return vec2(smooth_subtraction(cap, free, 0.08), float(HAIR));
}

float head(vec3 h, Sitter s) {
    h.x /= s.broad;
    vec3 m = vec3(abs(h.x), h.yz);
    float d = sdf_ellipsoid(h - vec3(0.0, 0.24, -0.12), vec3(0.69, 0.78, 0.84));
    d = smooth_union(d, sdf_ellipsoid(h - vec3(0.0, -0.34, 0.14), vec3(0.50, 0.74, 0.60)), 0.34);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.34, -0.28, 0.40), vec3(0.17, 0.17, 0.20)), 0.22);
    d = smooth_union(d, sdf_ellipsoid(h - vec3(0.0, -0.90, 0.52), vec3(0.20, 0.15, 0.17)), 0.24);
    d = smooth_subtraction(d, sdf_ellipsoid(m - vec3(0.27, -0.03, 0.88), vec3(0.20, 0.13, 0.24)), 0.16);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.26, -0.045, 0.585), vec3(0.145, 0.10, 0.11)), 0.04);
    float ridge = sdf_capsule(h, vec3(0.0, 0.10, 0.70), vec3(0.0, -0.30, 0.80 + 0.08 * s.nose), 0.062);
    float tip = sdf_ellipsoid(m - vec3(0.035, -0.33, 0.77 + 0.07 * s.nose), vec3(0.105, 0.085, 0.13));
    d = smooth_union(d, smooth_union(ridge, tip, 0.10), 0.13);
    float upper = sdf_ellipsoid(m - vec3(0.05, -0.575, 0.69), vec3(0.16, 0.042, 0.095));
    float lower = sdf_ellipsoid(h - vec3(0.0, -0.665, 0.675), vec3(0.155, 0.055, 0.10));
    d = smooth_union(d, min(upper, lower), 0.045);
    return smooth_union(d, sdf_ellipsoid(m - vec3(0.68, -0.14, -0.10), vec3(0.07, 0.19, 0.13)), 0.05);
}

// Distance and material.
vec2 bust(vec3 p, Sitter s) {
    vec3 b = p;
    b.xz = turned(b.xz, 0.42 * clamp(s.turn, -1.3, 1.3));
    vec3 h = p - vec3(0.0, -0.95, -0.2);
    h.xz = turned(h.xz, s.turn);
    h.yz = turned(h.yz, -s.bow);
    h += vec3(0.0, -0.95, -0.2);
    float skin = smooth_union(head(h, s), sdf_capsule(b, vec3(0.0, -0.72, -0.22), vec3(0.0, -1.9, -0.38), 0.31), 0.16);
    vec3 m = vec3(abs(b.x), b.yz);
    float cloth = sdf_ellipsoid(b - vec3(0.0, -2.55, -0.36), vec3(1.05 * s.broad, 1.02, 0.62));
    cloth = smooth_union(cloth, sdf_ellipsoid(m - vec3(1.02 * s.broad, -2.36, -0.36), vec3(0.52, 0.62, 0.48)), 0.5);
    vec2 best = cloth < skin ? vec2(cloth, float(CLOTH)) : vec2(skin, float(SKIN));
    vec2 hair = worn(h, s);
    return hair.x < best.x ? hair : best;
}

vec4 bust_seen(Sitter s, vec2 at) {
    vec3 p = vec3(at.x * 2.1, at.y * 1.6 - 0.42, 1.9);
    float d = 0.0;
    for (int i = 0; i < 40; i++) {
        d = bust(p, s).x;
        if (d < 0.004 || p.z < -1.6) break;
        p.z -= 0.85 * d + 0.002;
    }
    if (d > 0.02) return vec4(0.0, 0.0, 1.0, 0.0);
    float material = bust(p, s).y;
    const float E = 0.006;
    const vec2 K = vec2(1.0, -1.0);
    vec3 n = normalize(K.xyy * bust(p + E * K.xyy, s).x + K.yyx * bust(p + E * K.yyx, s).x
                     + K.yxy * bust(p + E * K.yxy, s).x + K.xxx * bust(p + E * K.xxx, s).x);
    float lit = 1.0, t = 0.06;
    vec3 toward = normalize(LAMP);
    for (int i = 0; i < 14 && t < 2.4; i++) {
        float near = bust(p + 0.02 * n + t * toward, s).x;
        lit = min(lit, 7.0 * near / t);
        t += clamp(near, 0.05, 0.3);
    }
    float open = clamp(0.5 * (bust(p + 0.12 * n, s).x / 0.12 + bust(p + 0.35 * n, s).x / 0.35), 0.0, 1.0);
    return vec4(n.xy, smoothstep(0.0, 1.0, clamp(lit, 0.0, 1.0)), material + 0.9 * open);
}
