// Sitter sitter_of(int row, bool awake)      vec4 bust_seen(Sitter s, vec2 at)
//
// A head and shoulders of clay, of few smooth forms.
//
// row      of the table: where the lamp stands is the area's figure, all else is chance, and nobody's likeness
// awake    whether the eyes are open
// at       place in the picture, -1 .. 1 across and up
// returns  x, y  normal, to the right and up      z  share of the lamp that reaches it
//          w  material of materials.glsl + 0.9 x how open it lies to the room
// space    heads: a head is 2 high, x right, y up, z to the viewer

#include "lamp.glsl"
#include "materials.glsl"
#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/noise/value.glsl"
#include "lib/op/smooth_subtraction.glsl"
#include "lib/op/smooth_union.glsl"
#include "lib/sdf/capsule.glsl"
#include "lib/sdf/ellipsoid.glsl"

const float MOUTH = -0.625, PARTING = 0.22;  // height of the line between the lips; where hair is parted
const float CURLS = 17.0;  // how many to a head, about

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

// Which way hair is combed: x across its strands, y along them.
vec2 combed(vec3 h, Sitter s) {
    if (s.hair == 3) return vec2(0.62 * atan(h.x, h.z + 0.3) + 0.05 * sin(3.0 * h.y + 2.0 * h.x), h.y);
    if (s.hair == 2) return vec2(0.55 * atan(h.x, 1.1 * (h.y - 0.30)), h.z);  // drawn together in the knot
    return vec2(h.z + 0.55 * abs(h.x - PARTING) + 0.25 * h.y, h.x);  // to both sides of a parting, and back
}

// Small domes, each a little out of its row: -1.5 .. 3.
float curls(vec3 h, float many) {
    vec3 q = many * h + 0.9 * sin(0.4 * many * h.zxy + vec3(0.0, 2.0, 4.0));
    return cos(q.x) * cos(q.y) + cos(q.y) * cos(q.z) + cos(q.z) * cos(q.x);
}

float skull(vec3 h) {
    return sdf_ellipsoid(h - vec3(0.0, 0.21, -0.13), vec3(0.655, 0.71, 0.80));
}

// How far behind the hairline: it runs over the forehead, is rounded at the temples, and goes down before the ears.
float hairline(vec3 h, Sitter s) {
    vec2 brow = vec2(abs(h.x + 0.03) / 0.575, max(h.y + 0.10, 0.0) / (0.61 - 0.05 * s.age));
    float free = (pow(dot(brow * brow, brow), 1.0 / 3.0) - 1.0) * 0.5;
    return -smooth_union(-free, h.z - 0.06, 0.12);
}

// How full hair is there, 0 .. 1.
float grown(float free, Sitter s) {
    return smoothstep(0.0, s.hair == 5 ? 0.18 : 0.24, free);
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
    float full = s.hair == 5 ? 0.10 : 0.0;
    vec3 size = vec3(0.745, 0.80, 0.87) + full * vec3(1.0, 0.5, 1.0);
    float cap = sdf_ellipsoid(h - vec3(0.0, 0.26 + 0.5 * full, -0.19), size);
    if (s.hair != 3) cap = smooth_union(cap, sdf_ellipsoid(h - vec3(0.0, -0.36, -0.50), vec3(0.46, 0.36, 0.36)), 0.2);
    vec2 comb = combed(h, s);
    // Locks: broad, each of its own breadth; what is finer is drawn into the light of them.
    float locks = 0.012 * sin(17.0 * comb.x + 1.4 * sin(3.0 * comb.y + 5.0 * comb.x))
                + 0.007 * sin(31.0 * comb.x + 2.0 * sin(4.0 * comb.y));
    if (s.hair == 1) {  // lifted off the forehead beside the parting
        cap = smooth_union(cap, sdf_ellipsoid(h - vec3(PARTING - 0.34, 0.70, 0.26), vec3(0.42, 0.26, 0.34)), 0.16);
        float part = (h.x - PARTING) / 0.045;
        locks -= 0.018 * exp(-part * part) * smoothstep(-0.1, 0.3, h.z);
    }
    float knot = sdf_ellipsoid(h - vec3(0.0, 0.50, -1.06), vec3(0.32, 0.32, 0.28));
    if (s.hair == 2) cap = smooth_union(cap, knot, 0.12);
    float fall = sdf_ellipsoid(m - vec3(0.42, -0.58, -0.30), vec3(0.34, 0.92, 0.36));
    if (s.hair == 3) cap = smooth_union(cap, fall, 0.34);
    if (s.hair == 5) locks = 0.014 * curls(h, CURLS);
    float free = hairline(h, s);
    // It comes out of the skin without an edge, and is full only behind its line; what hangs down hangs free.
    float hangs = s.hair == 3 ? smoothstep(-0.05, -0.35, h.y) : 0.0;
    float hair = mix(skull(vec3(h.x / s.broad, h.yz)) + 0.02, cap - locks, max(grown(free, s), hangs));
    return vec2(smooth_subtraction(hair, free + 0.08 - 0.08 * hangs, 0.04), float(HAIR));
}

float head(vec3 h, Sitter s) {
    h.x /= s.broad;
    vec3 m = vec3(abs(h.x), h.yz);
    // Skull, mask of the face, jaw, cheekbone, cheek, the arch of the teeth, chin.
    float d = skull(h);
    d = smooth_union(d, sdf_ellipsoid(h - vec3(0.0, -0.32, 0.09), vec3(0.50 + 0.04 * s.jaw, 0.74, 0.57)), 0.34);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.28, -0.60, 0.06), vec3(0.14 + 0.08 * s.jaw, 0.22, 0.28)), 0.34);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.34, -0.24, 0.36), vec3(0.13 + 0.05 * s.cheek, 0.13, 0.17)), 0.26);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.27, -0.50, 0.33), vec3(0.09 + 0.11 * s.cheek)), 0.28);
    d = smooth_union(d, sdf_ellipsoid(h - vec3(0.0, -0.60, 0.42), vec3(0.25, 0.23, 0.21)), 0.20);
    float chin = sdf_ellipsoid(h - vec3(0.0, -0.94 - 0.03 * s.jaw, 0.43), vec3(0.13 + 0.08 * s.jaw, 0.12, 0.16));
    d = smooth_union(d, chin, 0.24);
    // The brow runs into the ridge of the nose; below it lie the eyes.
    d = smooth_subtraction(d, sdf_ellipsoid(m - vec3(0.26, -0.05, 0.86), vec3(0.21, 0.13, 0.25)), 0.17);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.25, -0.065, 0.560), vec3(0.150, 0.105, 0.115)), 0.06);
    float lids = sdf_ellipsoid(m - vec3(0.252, -0.082, 0.690), vec3(0.124, 0.050, 0.13));
    if (s.awake) d = smooth_subtraction(d, lids, 0.03);
    d = smooth_union(d, sdf_ellipsoid(m - vec3(0.20, 0.125 - 0.5 * (m.x - 0.24) * (m.x - 0.24), 0.56 + 0.045 * s.brow),
                                      vec3(0.23, 0.035 + 0.020 * s.brow, 0.10)), 0.17);
    // Nose: a ridge, a tip, two wings with their openings.
    float reach = 0.80 + 0.05 * s.nose, low = -0.31 - 0.06 * s.nose, wing = 0.085 + 0.035 * s.wing;
    float ridge = sdf_capsule(h, vec3(0.0, 0.10, 0.64), vec3(0.0, low, reach), 0.050 + 0.012 * s.wing);
    float tip = sdf_ellipsoid(h - vec3(0.0, low - 0.025, reach - 0.012), vec3(0.070 + 0.020 * s.wing, 0.062, 0.075));
    float wings = sdf_ellipsoid(m - vec3(wing, low - 0.040, reach - 0.125), vec3(0.052, 0.056, 0.080));
    d = smooth_union(d, smooth_union(smooth_union(ridge, tip, 0.10), wings, 0.06), 0.10);
    vec3 opening = m - vec3(wing - 0.040, low - 0.108, reach - 0.075);
    d = smooth_subtraction(d, sdf_ellipsoid(opening, vec3(0.022, 0.018, 0.040)), 0.04);
    // Two lips around the arch of the teeth. They meet in a crease of their own; a thin cut for it broke at its ends.
    vec3 lip = vec3(h.x, h.y - MOUTH, h.z + 1.25 * h.x * h.x - 0.650);
    float full = 0.046 + 0.020 * s.lips, bow = 0.016 * exp(-500.0 * h.x * h.x);
    float upper = sdf_ellipsoid(lip - vec3(0.0, 0.70 * full - bow, 0.0), vec3(0.238, full, 0.064));
    float lower = sdf_ellipsoid(lip + vec3(0.0, 1.02 * full, 0.010), vec3(0.195, full + 0.006, 0.070));
    d = smooth_subtraction(d, sdf_ellipsoid(m - vec3(0.0, MOUTH - 0.170, 0.71), vec3(0.13, 0.045, 0.05)), 0.12);
    d = smooth_union(d, smooth_union(upper, lower, 0.010), 0.04);
    // Years: from the wing of the nose past the mouth.
    float fold = sdf_capsule(m, vec3(0.20, -0.42, 0.60), vec3(0.29, -0.66, 0.50), 0.002 + 0.010 * s.age);
    d = smooth_subtraction(d, fold, 0.03 + 0.05 * s.age);
    float ear = sdf_ellipsoid(m - vec3(0.645, -0.10, -0.08), vec3(0.06, 0.13, 0.09) * (0.85 + 0.5 * s.ear));
    return smooth_union(d, ear, 0.12);
}

// How open skin lies where the form is finer than a look at its surroundings: between the lips, along lashes and brows.
float drawn(vec3 h, Sitter s) {
    h.x /= s.broad;
    vec3 m = vec3(abs(h.x), h.yz);
    if (h.z < 0.2) return 1.0;
    float line = (h.y - MOUTH + 0.006 * exp(-300.0 * h.x * h.x)) / 0.016;
    float mouth = exp(-line * line) * smoothstep(0.24, 0.14, m.x);
    float lips = smoothstep(1.15, 0.75, length((h.xy - vec2(0.0, MOUTH - 0.008)) / vec2(0.235, 0.085)));
    float lid = -0.080 + (s.awake ? 0.052 : -0.050) * (1.0 - 64.0 * (m.x - 0.25) * (m.x - 0.25));
    float lash = (h.y - lid) / 0.016;
    float lashes = exp(-lash * lash) * smoothstep(0.15, 0.11, abs(m.x - 0.25));
    float arch = (h.y - 0.135 + 0.9 * (m.x - 0.26) * (m.x - 0.26)) / 0.034;
    float brow = exp(-arch * arch) * smoothstep(0.07, 0.14, m.x) * smoothstep(0.45, 0.34, m.x);
    return (1.0 - 0.80 * mouth) * (1.0 - 0.22 * lips) * (1.0 - 0.6 * lashes) * (1.0 - 0.85 * brow);
}

// Height of single hairs, 0 .. 1.
float hairs(vec3 h, Sitter s) {
    if (s.hair == 5) return 0.45 + 0.13 * curls(h, CURLS) + 0.08 * curls(h.yzx, 35.0);
    vec2 comb = combed(h, s);
    return 0.6 * value_noise(vec2(26.0, 2.2) * comb, 5u) + 0.4 * value_noise(vec2(55.0, 3.0) * comb, 6u);
}

// Two rings of wire and the bridge between them.
float glasses(vec3 h, Sitter s) {
    h.x /= s.broad;
    vec3 m = vec3(abs(h.x), h.yz);
    float bent = m.z - 0.74 + 0.35 * (m.x - 0.2) * (m.x - 0.2);
    vec2 round = vec2(length((m.xy - vec2(0.25, -0.075)) * vec2(0.92, 1.08)) - 0.185, bent);
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

// A place in the head's own frame: it turns on its neck.
vec3 in_head(vec3 p, Sitter s) {
    vec3 h = p - vec3(0.0, -0.95, -0.2);
    h.xz = turned(h.xz, s.turn);
    h.xy = turned(h.xy, s.tilt);
    return h + vec3(0.0, -0.95, -0.2);
}

// Distance, material, and distance to hair.
vec3 bust(vec3 p, Sitter s) {
    vec3 b = p, h = in_head(p, s);
    b.xz = turned(b.xz, 0.5 * s.turn);
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
        if (ball < best.x) best = vec2(ball, float(iris < 0.062 ? IRIS : WHITE));
    }
    float wire = s.glasses ? glasses(h, s) : 1e3;
    return vec3(wire < best.x ? vec2(wire, float(RIM)) : best, hair.x);
}

vec4 bust_seen(Sitter s, vec2 at) {
    const vec3 CORNERS[4] = vec3[](vec3(1.0, -1.0, -1.0), vec3(-1.0, -1.0, 1.0), vec3(-1.0, 1.0, -1.0), vec3(1.0));
    const int MARCH = 40, SLOPE = 4, OPEN = 6, SHADOW = 20;
    vec3 p = vec3(at.x * 2.2, at.y * 1.68 - 0.50, 1.9), n = vec3(0.0);
    float material = 0.0, hair = 0.0, near = 0.0, far = 0.0, lit = 1.0, t = 0.06;
    int look = 0;
    // One loop for all looks at the form, and no line for each: a driver writes the whole form out at every line.
    for (int i = 0; i < MARCH + SHADOW && look <= SHADOW; i++) {
        vec3 q = p;
        if (look > OPEN) q += 0.02 * n + t * s.lamp;
        else if (look > SLOPE) q += (look < OPEN ? 0.12 : 0.35) * n;
        else if (look > 0) q += 0.006 * CORNERS[look - 1];
        vec3 seen = bust(q, s);
        if (look == 0) {  // the way to it, and what it is of
            if (seen.x > 0.004 && p.z > -1.6 && i < MARCH - 1) {
                p.z -= 0.85 * seen.x + 0.002;
                continue;
            }
            if (seen.x > 0.02) break;
            material = seen.y;
            hair = seen.z;
        } else if (look <= SLOPE) {  // its slope, by four corners
            n += seen.x * CORNERS[look - 1];
            if (look == SLOPE) {  // wire shades nobody: with its shadow glasses were goggles
                n = normalize(n);
                s.glasses = false;
            }
        } else if (look <= OPEN) {  // how open it lies
            if (look < OPEN) near = seen.x;
            else far = seen.x;
        } else {  // the way to the lamp
            lit = min(lit, seen.x / t);
            t += clamp(seen.x, 0.05, 0.3);
            if (t > 2.4) break;
        }
        look++;
    }
    if (look == 0) return vec4(0.0, 0.0, 1.0, 0.0);
    float open = clamp(0.5 * (near / 0.12 + far / 0.35), 0.0, 1.0);
    vec3 h = in_head(p, s);
    if (int(material) == SKIN) open *= drawn(h, s) * mix(0.75, 1.0, smoothstep(0.0, 0.09, hair));
    if (int(material) == HAIR) {
        float strands[3];
        for (int i = 0; i < 3; i++) strands[i] = hairs(in_head(p + 0.008 * vec3(i == 1, i == 2, 0.0), s), s);
        vec2 slope = vec2(strands[1], strands[2]) - strands[0];
        n = normalize(n - vec3(0.5 * slope, 0.0) * smoothstep(0.0, 0.5, n.z));
        // First single hairs grow, and skin is seen between them: from hair to hair, and from texel to texel.
        float chance = unit(pcg2d(floatBitsToUint(at)).x);
        float thick = max(smoothstep(0.02, 0.14, hairline(h, s)), smoothstep(-0.05, -0.15, h.y));
        if (0.5 * strands[0] + 0.5 * chance > 1.05 * thick + 0.1) material = float(SKIN);
        open *= mix(0.85, 0.35 + 0.65 * smoothstep(0.2, 0.75, strands[0]), thick);
    }
    return vec4(n.xy, smoothstep(-0.25, 0.40, lit), material + 0.9 * open);
}
