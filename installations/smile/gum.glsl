// Section gum_section(int i, float u)     vec2 gum_walls(Section s, float b)     vec3 gum_point(Section s, float v)
//
// The gum around tooth i, cut across the arch: it hugs the crown, rises between two and rounds off below.
//
// u        0 half way to the neighbour on the left, 0.5 at the tooth, 1 half way to the right
// b        height over the neck, mm, to the tip      v  around the section: 0 and 1 below, 0.25 lips, 0.5 crest
// walls    reach to the lips and to the tongue from the heart, mm
// exact    neighbours share the section between them to the last bit

#include "tooth.glsl"

// heart: on the neck's line; lips, tip, beyond: directions; margin: height of the crest; base: depth of the gum;
// web: reach of the gum between two teeth; aside: 0 at the tooth, 1 half way; tilt: how far round the end, radians;
// here: 0 where a tooth is lost
struct Section {
    vec3 heart; vec3 lips; vec3 tip; vec3 beyond; float margin; float base; float web; float tilt; float here;
    float aside; Tooth own; Tooth next;
};

vec3 curve(vec3 a, vec3 b, vec3 c, float u) {
    return mix(mix(0.5 * (a + b), b, u), mix(b, 0.5 * (b + c), u), u);
}

// The neighbour, or the tooth itself where none is.
Tooth beside(int i, int step, Tooth t) {
    int j = i + step;
    Tooth next = tooth_at(j < 0 || j / 16 != i / 16 ? i : j);
    return next.fdi > 0 ? next : t;
}

Section gum_section(int i, float u) {
    Tooth t = tooth_at(i), left = beside(i, -1, t), right = beside(i, 1, t), next = right;
    if (u < 0.5) next = left;
    float s = min(abs(2.0 * u - 1.0), 1.0), ease = s * s * (3.0 - 2.0 * s), tilt = 0.0;
    vec3 lips = normalize(curve(left.z, t.z, right.z, u)), tip = normalize(curve(left.y, t.y, right.y, u));
    float both = min(t.here, next.here), shared = 0.5 * (t.papilla.x + next.papilla.x);
    if (next.fdi == t.fdi) {
        tilt = 1.5707963 * smoothstep(0.1, 1.0, s);
        shared = 0.5;
    }
    float web = 0.5 * mix(t.crown.neck.y, 0.5 * (t.crown.neck.y + next.crown.neck.y), ease) - 0.2;
    float margin = mix(mix(-0.8, 0.8, t.here), mix(-0.8, shared, both), 0.5 - 0.5 * cos(3.14159265 * min(1.08 * s, 1.0)));
    float base = mix(t.base, 0.5 * (t.base + next.base), ease);
    return Section(curve(left.at, t.at, right.at, u), lips, tip, t.x, margin, base, web, tilt,
                   mix(t.here, both, ease), s, t, next);
}

// How far from p along the way the crown of t reaches there, mm; little where it does not. Guess: about how far.
float sleeve(Tooth t, vec3 p, vec3 way, float guess) {
    vec3 q = to_tooth(t, p), w = vec3(dot(way, t.x), dot(way, t.y), dot(way, t.z));
    vec4 reach = crown_profile(t.crown, q.y);
    float middle = 0.5 * (reach.z - reach.w), depth = 0.5 * (reach.z + reach.w) * mix(0.75, 1.0, t.here);
    // The crown bends little over the way's slant, so that one guess will do.
    float at = q.x + guess * w.x, x = abs(at) / ((at < 0.0 ? reach.x : reach.y) + 0.18);
    float bow = pow(max(1.0 - pow(min(x, 1.0), 2.7), 1e-3), 1.0 / 2.7);
    return (middle + sign(w.z) * depth * bow - q.z) / w.z - 3.0 * max(x - 1.0, 0.0);
}

vec2 gum_walls(Section s, float b) {
    vec3 p = s.heart + b * s.tip;
    float deep = smoothstep(0.8, -6.0, b), web = s.web * mix(1.0, 0.86, smoothstep(-1.0, 4.5, b));
    vec2 own = vec2(sleeve(s.own, p, s.lips, s.web), sleeve(s.own, p, -s.lips, s.web));
    vec2 next = vec2(sleeve(s.next, p, s.lips, s.web), sleeve(s.next, p, -s.lips, s.web));
    vec2 hug = vec2(higher(own.x, next.x, 1.0), higher(own.y, next.y, 1.0)) + 0.34;
    vec2 walls = vec2(higher(hug.x, web, 2.4), higher(hug.y, web, 2.4));
    // Below the neck the bone is one: of each root only a swelling is left.
    float swell = (1.0 - s.aside * s.aside) * (1.0 - s.aside * s.aside);
    walls = mix(walls, vec2(s.web + 0.25 + 0.35 * swell), smoothstep(1.0, -1.2, b));
    walls = mix(walls, s.web + vec2(1.0, 0.8) + 0.35 * swell, deep);
    // Where a root is stouter than that, it is covered all the same.
    return vec2(higher(walls.x, hug.x, 0.6), higher(walls.y, hug.y, 0.6));
}

vec3 gum_point(Section s, float v) {
    float w = 2.0 * abs(v - 0.5), roll = 0.8, a, b, deep = min(3.5, 0.45 * s.base);
    if (w < 0.30) {
        float turn = 1.5707963 * max(w - 0.12, 0.0) / 0.18;
        b = s.margin - roll * (1.0 - cos(turn));
        vec2 walls = gum_walls(s, b);
        float reach = v < 0.5 ? walls.x : walls.y, r = min(roll, 0.7 * reach);
        a = w < 0.12 ? (reach - r) * w / 0.12 : reach - r + r * sin(turn);
        // Where a tooth is lost the ridge has healed: a dome.
        b += (1.0 - s.here) * 1.2 * (1.0 - pow(a / reach, 2.0));
    } else {
        float turn = 1.5707963 * max(w - 0.84, 0.0) / 0.16;
        b = mix(s.margin - roll, deep - s.base, min((w - 0.30) / 0.54, 1.0)) - deep * sin(turn);
        vec2 walls = gum_walls(s, b);
        a = (v < 0.5 ? walls.x : walls.y) * cos(turn);
    }
    a *= v < 0.5 ? 1.0 : -1.0;
    // Behind the last tooth the section shrinks to a point.
    float middle = 0.5 * (s.margin - s.base);
    float shrink = sqrt(cos(s.tilt) + 1e-6);
    b = middle + (b - middle) * shrink;
    return s.heart + a * shrink * s.lips + b * s.tip + (0.5 * s.own.crown.size.x + 1.8) * sin(s.tilt) * s.beyond;
}
