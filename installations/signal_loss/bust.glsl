// Sitter sitter_of(int row, bool awake)      vec4 bust_seen(Sitter s, vec2 at)
//
// A head and shoulders of clay, of few smooth forms.
//
// row      of the table: where the lamp stands is the area's figure, all else is chance, and nobody's likeness
// awake    whether the eyes are open
// at       place in the picture, -1 .. 1 across and up
// returns  x, y  normal, to the right and up      z  share of the lamp that reaches it
//          w  material, 0 nothing, 1 skin, 2 hair, 3 cloth, 4 white of an eye, 5 iris, 6 glasses;
//             + 0.9 x how open it lies to the room
// space    heads: a head is 2 high, x right, y up, z to the viewer

#include "lamp.glsl"
#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/op/smooth_subtraction.glsl"
#include "lib/op/smooth_union.glsl"
#include "lib/sdf/capsule.glsl"
#include "lib/sdf/ellipsoid.glsl"

const int SKIN = 1, HAIR = 2, CLOTH = 3, WHITE = 4, IRIS = 5, RIM = 6;

struct Sitter {
    vec3 lamp;    // towards it
    float turn;   // radians, to the right; by chance
    float tilt;   // radians, to the side; by chance
    float broad;  // of face and shoulders, 1 the mean
    float jaw;    // each of these 0 .. 1: narrow .. square
    float cheek;  // hollow .. full
    float brow;   // smooth .. heavy
    float nose;   // short .. long
    float wing;   // narrow .. broad, of the nose
    float lips;   // thin .. full
    float age;    // young .. old
    float ear;    // small .. large
    bool glasses;
    bool awake;
    int hair;     // 0 shaven, 1 cropped, 2 a knot, 3 long, 4 wrapped in cloth, 5 full and round
    int dress;    // 0 round neck, 1 high collar, 2 shawl
};

vec2 turned(vec2 p, float angle) {
    return vec2(cos(angle) * p.x - sin(angle) * p.y, sin(angle) * p.x + cos(angle) * p.y);
}

Sitter sitter_of(int row, bool awake) {
    uvec4 h = pcg4d(uvec4(row, 17, 3, u_seed)), k = pcg4d(h), l = pcg4d(k);
    Cell seen = data_cell(row, ROLE_TURNED, u_times - 1);
    float share = is_known(seen.state) ? clamp(role_part(ROLE_TURNED, seen.value), 0.0, 1.0) : 0.5;
    // Asked, and none: in profile, as on a coin, and as upright; the lamp is behind.
    float turn = seen.state == ZERO ? (unit(k.x) < 0.5 ? -1.25 : 1.25) : 0.7 * unit(k.x) - 0.35;
    return Sitter(lamp_of(share, 0.0), turn, 0.12 * unit(k.y) - 0.06, 0.93 + 0.14 * unit(h.x),
                  unit(k.z), unit(k.w), unit(l.x), unit(h.y), unit(l.y), unit(l.z), unit(l.w), fract(7.0 * unit(h.x)),
                  fract(5.0 * unit(k.x)) < 0.22, awake, int(6.0 * unit(h.z)), int(3.0 * unit(h.w)));
}

// Distance and material of hair and what is worn on the head, in the head's own frame.
vec2 worn(vec3 h, Sitter s) {
    vec3 m = vec3(abs(h.x), h.yz);
    if (s.hair == 0) return vec2(1e3, 0.0);
    if (s.hair == 4) {
        float cap = sdf_ellipsoid(h - vec3(0.0, 0.40, -0.20), vec3(0.78, 0.70, 0.90));
        float fold = sdf_ellipsoid(h - vec3(0.0, 0.42 + 0.14 * h.x, 0.02), vec3(0.77, 0.22, 0.72));
        float second = sdf_ellipsoid(h - vec3(0.0, 0.56 - 0.22 * h.x, -0.02), vec3(0.76, 0.22, 0.76));
        float knot = sdf_ellipsoid(h - vec3(0.0, 0.20, -1.10), vec3(0.30, 0.34, 0.26));
        return vec2(smooth_union(smooth_union(cap, min(fold, second), 0.05), knot, 0.15), float(CLOTH));
    }
    float full = s.hair == 5 ? 0.12 : 0.0;
    float cap = sdf_ellipsoid(h - vec3(0.0, 0.27 + full, -0.22), vec3(0.745, 0.80, 0.83) + full);
    if (s.hair != 3) cap = smooth_union(cap, sdf_ellipsoid(h - vec3(0.0, -0.36, -0.50), vec3(0.46, 0.36, 0.36)), 0.2);
    float strands = 0.008 * sin(38.0 * (h.x - 0.2) + 6.0 * h.z);  // combed back from a parting
    if (s.hair == 2) {
        cap = smooth_union(cap, sdf_ellipsoid(h - vec3(0.0, 0.42, -1.10), vec3(0.32, 0.32, 0.28)), 0.12);
        strands = 0.008 * sin(30.0 * atan(h.x, 0.9 * (h.y - 0.42)));  // drawn together in the knot
    }
    if (s.hair == 3) {
        cap = smooth_union(cap, sdf_ellipsoid(m - vec3(0.40, -0.62, -0.34), vec3(0.36, 0.98, 0.34)), 0.34);
        strands = 0.013 * sin(30.0 * atan(h.x, h.z + 0.2) + 1.6 * sin(4.0 * h.y));
    }
    if (s.hair == 5) {  // curls: small domes, each a little out of its row
        vec3 q = 13.0 * h + 0.9 * sin(5.0 * h.zxy + vec3(0.0, 2.0, 4.0));
        strands = 0.016 * (cos(q.x) * cos(q.y) + cos(q.y) * cos(q.z) + cos(q.z) * cos(q.x));
    }
    // The face stays free: hair begins above the brow and behind the cheek, higher on one side.
    float free = sdf_ellipsoid(h - vec3(-0.06, -0.30 - 0.2 * full, 0.74), vec3(0.62, 0.92, 0.80));
    return vec2(smooth_subtraction(cap - strands * smoothstep(0.03, 0.32, free), free, 0.07), float(HAIR));
}

float head(vec3 h, Sitter s) {
    h.x /= s.broad;
    vec3 m = vec3(abs(h.x), h.yz);
    // Skull, mask of the face, jaw, cheek, chin.
    float d = sdf_ellipsoid(h - vec3(0.0, 0.20, -0.12), vec3(0.67, 0.73, 0.82));
    d = smooth_union(d, sdf_ellipsoid(h - vec3(0.0, -0.34, 0.13), vec3(0.48 + 0.06 * s.jaw, 0.72, 0.58)), 0.34);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.32, -0.62, 0.14), vec3(0.13 + 0.12 * s.jaw, 0.22, 0.26)), 0.32);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.34, -0.26, 0.39), vec3(0.13 + 0.05 * s.cheek, 0.14, 0.17)), 0.22);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.30, -0.50, 0.36), vec3(0.06 + 0.14 * s.cheek)), 0.22);
    d = smooth_union(d, sdf_ellipsoid(h - vec3(0.0, -0.92 - 0.05 * s.jaw, 0.50), vec3(0.15 + 0.10 * s.jaw, 0.13, 0.16)), 0.34);
    // The brow runs into the ridge of the nose; below it lie the eyes.
    d = smooth_subtraction(d, sdf_ellipsoid(m - vec3(0.26, -0.04, 0.86), vec3(0.20, 0.12, 0.24)), 0.15);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.25, -0.055, 0.575), vec3(0.135, 0.085, 0.10)), 0.05);
    vec3 lid = s.awake ? vec3(0.122, 0.048, 0.13) : vec3(0.125, 0.010, 0.06);
    d = smooth_subtraction(d, sdf_ellipsoid(m - vec3(0.252, s.awake ? -0.078 : -0.115, 0.685), lid), 0.03);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.20, 0.115 - 0.2 * m.x * m.x, 0.58 + 0.045 * s.brow),
                                      vec3(0.24, 0.028 + 0.022 * s.brow, 0.10)), 0.12);
    float reach = 0.77 + 0.07 * s.nose, low = -0.25 - 0.07 * s.nose;
    float ridge = sdf_capsule(h, vec3(0.0, 0.10, 0.66), vec3(0.0, low, reach), 0.044 + 0.012 * s.wing);
    float tip = sdf_ellipsoid(m - vec3(0.026 + 0.022 * s.wing, low - 0.04, reach - 0.05), vec3(0.066 + 0.034 * s.wing, 0.062, 0.095));
    d = smooth_union(d, smooth_union(ridge, tip, 0.08), 0.11);
    // Lips that meet in a line.
    float full = 0.034 + 0.024 * s.lips;
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.02, -0.572, 0.612 + 0.3 * full), vec3(0.150 + 0.02 * s.wing, full, 0.080)), 0.12);
    d = smooth_union(d, sdf_ellipsoid(h - vec3(0.0, -0.660, 0.600 + 0.3 * full), vec3(0.150, full + 0.008, 0.085)), 0.13);
    d = smooth_subtraction(d, sdf_ellipsoid(h - vec3(0.0, -0.612, 0.690), vec3(0.172, 0.009, 0.075)), 0.025);
    // Years: from the wing of the nose past the mouth, and under the eye.
    float fold = sdf_capsule(m, vec3(0.13, -0.36, 0.66), vec3(0.25, -0.66, 0.52), 0.012);
    d = smooth_subtraction(d, min(fold, sdf_capsule(m, vec3(0.16, -0.185, 0.64), vec3(0.33, -0.17, 0.56), 0.006)), 0.05 * s.age + 1e-3);
    return smooth_union(d, sdf_ellipsoid(m - vec3(0.645, -0.10, -0.08), vec3(0.06, 0.13, 0.09) * (0.85 + 0.5 * s.ear)), 0.12);
}

// Two rings of wire and the bridge between them.
float glasses(vec3 h, Sitter s) {
    h.x /= s.broad;
    vec3 m = vec3(abs(h.x), h.yz);
    vec2 round = vec2(length((m.xy - vec2(0.25, -0.075)) * vec2(0.92, 1.08)) - 0.185, m.z - 0.74 + 0.35 * (m.x - 0.2) * (m.x - 0.2));
    float bridge = sdf_capsule(m, vec3(0.0, -0.02, 0.80), vec3(0.075, -0.04, 0.745), 0.011);
    float side = sdf_capsule(m, vec3(0.43, -0.05, 0.72), vec3(0.64, -0.04, -0.02), 0.010);
    return min(length(round) - 0.011, min(bridge, side));
}

// Shoulders and what is worn on them, in the body's frame.
float dressed(vec3 b, Sitter s) {
    vec3 m = vec3(abs(b.x), b.yz);
    float d = sdf_ellipsoid(b - vec3(0.0, -2.32, -0.36), vec3(1.05 * s.broad, 1.04, 0.60));
    d = smooth_union(d, sdf_ellipsoid(m - vec3(1.04 * s.broad, -2.20, -0.38), vec3(0.52, 0.62, 0.46)), 0.5);
    if (s.dress == 1) d = smooth_union(d, sdf_capsule(b, vec3(0.0, -1.30, -0.26), vec3(0.0, -1.9, -0.34), 0.43), 0.18);
    if (s.dress == 2) {
        float fold = sdf_ellipsoid(b - vec3(0.0, -1.62 - 0.25 * b.x, -0.26), vec3(0.72, 0.24, 0.60));
        d = smooth_union(d, fold, 0.10) - 0.012 * sin(15.0 * (b.y + 0.6 * b.x));
    }
    return d;
}

// Distance and material.
vec2 bust(vec3 p, Sitter s) {
    vec3 b = p;
    b.xz = turned(b.xz, 0.5 * s.turn);
    vec3 h = p - vec3(0.0, -0.95, -0.2);
    h.xz = turned(h.xz, s.turn);
    h.xy = turned(h.xy, s.tilt);
    h += vec3(0.0, -0.95, -0.2);
    float neck = sdf_capsule(b, vec3(0.0, -0.70, -0.24), vec3(0.0, -1.9, -0.40), 0.38);
    float skin = smooth_union(head(h, s), neck, 0.14), cloth = dressed(b, s);
    vec2 best = cloth < skin ? vec2(cloth, float(CLOTH)) : vec2(skin, float(SKIN));
    vec2 hair = worn(h, s);
    if (hair.x < best.x) best = hair;
    if (s.awake) {
        vec3 m = vec3(abs(h.x) / s.broad, h.yz) - vec3(0.25, -0.078, 0.535);
        float ball = length(m) - 0.118;
        // Both look at us, as far as the head's turn lets them.
        float gaze = clamp(0.06 * turned(vec2(0.0, 1.0), s.turn).x, -0.02, 0.02);
        float iris = length(m.xy - vec2(h.x < 0.0 ? -gaze : gaze, -0.004));
        if (ball < best.x) best = vec2(ball, float(iris < 0.066 ? IRIS : WHITE));
    }
    float wire = s.glasses ? glasses(h, s) : 1e3;
    return wire < best.x ? vec2(wire, float(RIM)) : best;
}

vec4 bust_seen(Sitter s, vec2 at) {
    vec3 p = vec3(at.x * 2.2, at.y * 1.68 - 0.50, 1.9);
    float d = 0.0;
    for (int i = 0; i < 40; i++) {
        d = bust(p, s).x;
        if (d < 0.004 || p.z < -1.6) break;
        p.z -= 0.85 * d + 0.002;
    }
    if (d > 0.02) return vec4(0.0, 0.0, 1.0, 0.0);
    // One loop around the form, and no line for each look at it: a driver writes the whole form out at every line.
    const vec3 CORNERS[4] = vec3[](vec3(1.0, -1.0, -1.0), vec3(-1.0, -1.0, 1.0), vec3(-1.0, 1.0, -1.0), vec3(1.0));
    float material = 0.0, near = 0.0, far = 0.0;
    vec3 n = vec3(0.0);
    for (int i = 0; i < 7; i++) {  // what it is of, its slope by four corners, and how open it lies
        if (i == 5) {  // wire shades nobody: with its shadow glasses were goggles
            n = normalize(n);
            s.glasses = false;
        }
        vec3 corner = CORNERS[clamp(i - 1, 0, 3)];
        vec2 seen = bust(p + (i == 0 ? vec3(0.0) : i < 5 ? 0.006 * corner : (i == 5 ? 0.12 : 0.35) * n), s);
        if (i == 0) material = seen.y;
        else if (i < 5) n += corner * seen.x;
        else if (i == 5) near = seen.x;
        else far = seen.x;
    }
    float lit = 1.0, t = 0.06;
    vec3 toward = s.lamp;
    for (int i = 0; i < 14 && t < 2.4; i++) {
        float between = bust(p + 0.02 * n + t * toward, s).x;
        lit = min(lit, 2.6 * between / t);
        t += clamp(between, 0.05, 0.3);
    }
    float open = clamp(0.5 * (near / 0.12 + far / 0.35), 0.0, 1.0);
    return vec4(n.xy, smoothstep(0.0, 1.0, clamp(lit, 0.0, 1.0)), material + 0.9 * open);
}
