// vec2 wall(vec2 px)      vec2 half_wall()      float wall_area()      vec2 laid(vec2 seat)      float within_wall(vec2 q)      vec2 grown(vec2 p)
// Band band(vec2 q)      vec2 turned(vec2 v, float angle)      ivec2 cell_of(int n)      int index_of(ivec2 cell)
//
// The wall's own measure: one unit is the picture's height, x right, y up, origin in the middle.
//
// px           place in the picture, px
// half_wall    half width and half height of what fields fill
// wall_area    about how much that is, wall^2
// seat         place of an area as areas lie, -1 .. 1; laid: where that is on the wall, inside the outline
// within_wall  distance to that outline, > 0 inside, about right near it
// grown        where a point lies before the wall grew: nature's lattice is not quite regular
// band         the sweep of the prisms' direction: way leads across the bands, wave is -1 .. 1 through them
// cell_of      axial place of a candidate for one of a field's hundred prisms, n 0 .. CANDIDATES - 1, and back, -1 beyond

#include "lib/hash/pcg.glsl"
#include "lib/noise/simplex.glsl"

const int SIDE = 8, WIDE = 17, CANDIDATES = 289;
const int HUNDRED = 100;

struct Band {
    vec2 way;
    float wave;
};

vec2 wall(vec2 px) {
    return (px - 0.5 * u_output) / u_output.y;
}

float chance(uint n) {
    return unit(pcg2d(uvec2(u_seed, n + 900u)).x);
}

vec2 half_wall() {
    vec2 whole = vec2(0.5 * u_output.x / u_output.y, 0.5);
    return u_spread * (whole - 0.035 * min(whole.x, whole.y));
}

uint form_of() {
    return u_form == FORM_SEED ? u_seed % 4u : uint(u_form - FORM_SLAB);
}

// The outline: how much of the short side is filled at s of the long one, -1 .. 1, and where its middle lies.
vec2 outline(float s) {
    uint form = form_of();
    float way = u_seed < 4u || chance(1u) < 0.5 ? 1.0 : -1.0;
    if (form == 1u) return vec2(0.68, way * (0.32 - 0.64 * s * s));
    if (form == 2u) return vec2(0.72 + 0.28 * s, way * 0.28 * (1.0 - s));
    if (form == 3u) return vec2(0.70, way * 0.30 * sin(3.1415927 * s));
    if (u_form == FORM_SEED) return vec2(0.95, way * (0.05 - 0.10 * s * s));
    return vec2(1.0, 0.0);
}

float wall_area() {
    vec2 reach = half_wall();
    return 3.75 * reach.x * reach.y * (form_of() == 0u ? 1.0 : 0.70);
}

vec2 laid(vec2 seat) {
    vec2 reach = half_wall();
    bool tall = reach.y > reach.x;
    vec2 q = tall ? seat.yx : seat, third = abs(q * q * q);
    // From the rounder oblong in which areas lie to this one.
    q *= 0.93 * pow(third.x + third.y, 1.0 / 3.0) / max(pow(dot(third, third), 1.0 / 6.0), 1e-6);
    // As many areas on each part of the wall as it has room for.
    if (form_of() == 2u) q.x = (-0.72 + sqrt(0.1936 + 0.4032 * (q.x + 1.0))) / 0.28;
    vec2 at = outline(q.x);
    q.y = q.y * at.x + at.y;
    return (tall ? q.yx : q) * reach;
}

float within_wall(vec2 q) {
    vec2 reach = half_wall(), u = q / reach;
    bool tall = reach.y > reach.x;
    if (tall) u = u.yx;
    vec2 at = outline(clamp(u.x, -1.0, 1.0));
    u.y = (u.y - at.y) / at.x;
    u *= u; u *= u * u;  // to the sixth
    float round_ = pow(u.x + u.y, 1.0 / 6.0);
    return (1.0 - round_) * at.x * min(reach.x, reach.y);
}

vec2 grown(vec2 p) {
    float few = sqrt(float(max(u_rows, 1)) / (u_output.x / u_output.y * 28.0));  // fields to a height, against 51 on a wide wall
    vec2 a = p * 5.0 * few, b = p * 24.0 * few;
    return p + vec2(simplex_noise(a, u_seed), simplex_noise(a + 40.0, u_seed)) * min(0.006 / few, 0.012)
             + vec2(simplex_noise(b, u_seed + 3u), simplex_noise(b + 40.0, u_seed + 3u)) * 0.0016 / few;
}

Band band(vec2 q) {
    float turn = 6.2831853 * (u_seed == 0u ? 0.36 : chance(2u)), far = mix(0.9, 2.2, u_seed == 0u ? 0.25 : chance(3u));
    float wide = sqrt(u_output.x / u_output.y);
    vec2 from = q / wide - far * vec2(cos(turn), sin(turn));
    float bend = 0.05 * (sin(3.1 * from.x + 6.0 * chance(5u)) + sin(4.7 * from.y - 2.0 * from.x));
    float waves = 2.6 + 1.4 * chance(4u) - (form_of() == 3u ? 1.2 : 0.0);
    return Band(normalize(from), sin(6.2831853 * (waves * (length(from) + bend) + chance(6u))));
}

vec2 turned(vec2 v, float angle) {
    float c = cos(angle), s = sin(angle);
    return vec2(c * v.x - s * v.y, s * v.x + c * v.y);
}

ivec2 cell_of(int n) {
    return ivec2(n % WIDE, n / WIDE) - SIDE;
}

int index_of(ivec2 cell) {
    return max(max(abs(cell.x), abs(cell.y)), abs(cell.x + cell.y)) > SIDE ? -1 : (cell.y + SIDE) * WIDE + cell.x + SIDE;
}
