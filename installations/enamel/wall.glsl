// vec2 wall(vec2 px, vec2 site)      int first_row()      vec2 half_wall()      float wall_area()
// vec2 laid(vec2 seat)      float within_wall(vec2 q)      vec2 grown(vec2 p)      vec4 bands()
// Band band(vec2 q, vec4 bands_)      float fine(float wide)      vec2 turned(vec2 v, float angle)      ivec2 cell_of(int n)
// int index_of(ivec2 cell)
//
// The wall's own measure: one unit is the picture's height, x right, y up, origin in the middle.
//
// px           place in the picture, px; site: of the field that u_zoom is near to, wall, which keeps its place there
// first_row    row of that field, which the lamp visits first
// half_wall    half width and half height of what fields fill
// wall_area    how much that is, wall^2
// seat         place of an area as areas lie, -1 .. 1; laid: where that is on the wall, inside the outline
// within_wall  distance to that outline, > 0 inside, about right near it
// grown        where a point lies before the wall grew: nature's lattice is not quite regular
// bands        of this seed: the middle of their rings, how many to a wall, and where they begin
// band         the sweep of the prisms' direction: way leads across the bands, wave is -1 .. 1 through them
// fine         how much of a prism's own shape is drawn, of one so wide, wall: where it has a few pixels, what one sample
//              sees says nothing of the rest, and the mean stands for it
// cell_of      axial place of a candidate for one of a field's hundred prisms, n 0 .. CANDIDATES - 1, and back, -1 beyond

#include "lib/hash/pcg.glsl"
#include "lib/noise/simplex.glsl"

const int SIDE = 8, WIDE = 17, CANDIDATES = 289;
const int HUNDRED = 100;
const uint ARCH = 1u, WEDGE = 2u, WAVE = 3u, DISH = 4u;

struct Band {
    vec2 way;
    float wave;
};

vec2 wall(vec2 px, vec2 site) {
    return (px - 0.5 * u_output) / (u_output.y * u_zoom) + site * (1.0 - 1.0 / u_zoom);
}

float chance(uint n) {
    return unit(pcg2d(uvec2(u_seed, n + 900u)).x);
}

uint form_of() {
    return u_form == FORM_SEED ? (u_seed + WAVE) % 4u : uint(u_form - FORM_SLAB);
}

int first_row() {
    return u_place % max(u_rows, 1);
}

vec2 half_wall() {
    vec2 whole = vec2(0.5 * u_output.x / u_output.y, 0.5);
    float least = min(whole.x, whole.y), most = max(whole.x, whole.y);
    // A dish is round, and twice as long as wide at the most.
    if (form_of() == DISH) whole = min(whole, vec2(max(least, 0.5 * min(most, 4.0 * least))));
    return u_spread * (whole - (form_of() == WAVE ? 0.075 : 0.035) * least);  // a wave has air to move in
}

// How much of the short side is filled in the middle of the long one, and how much more at its end.
vec2 filled() {
    uint form = form_of();
    if (form == WAVE) return vec2(u_form == FORM_SEED ? 0.66 : 0.56, -0.20);
    if (form == WEDGE) return vec2(0.72, 0.28);
    if (form == ARCH) return vec2(0.68, 0.0);
    return vec2(u_form == FORM_SEED ? 0.95 : 1.0, 0.0);
}

// The outline: how much of the short side is filled at s of the long one, -1 .. 1, and where its middle lies.
vec2 outline(float s) {
    uint form = form_of();
    float here = filled().x + filled().y * s, way = u_seed < 4u || chance(1u) < 0.5 ? 1.0 : -1.0;
    float bend = form == WAVE ? sin(3.5 * s) : form == WEDGE ? 1.0 : 1.0 - 2.0 * s * s;
    return vec2(here, way * bend * (1.0 - here));
}

float wall_area() {
    vec2 reach = half_wall();
    return (form_of() == DISH ? 3.1415927 : 3.855 * filled().x) * reach.x * reach.y;
}

vec2 laid(vec2 seat) {
    vec2 reach = half_wall();
    bool tall = reach.y > reach.x;
    vec2 q = tall ? seat.yx : seat, third = abs(q * q * q);
    // From the rounder oblong in which areas lie to this one.
    float far = form_of() == DISH ? length(q) : pow(dot(third, third), 1.0 / 6.0);
    q *= 0.93 * pow(third.x + third.y, 1.0 / 3.0) / max(far, 1e-6);
    // As many areas on each part of the wall as it has room for.
    vec2 fill = filled();
    float start = fill.x - fill.y;
    if (fill.y != 0.0) q.x = (sqrt(start * start + 2.0 * fill.x * fill.y * (q.x + 1.0)) - fill.x) / fill.y;
    vec2 at = outline(q.x);
    q.y = q.y * at.x + at.y;
    return (tall ? q.yx : q) * reach;
}

float within_wall(vec2 q) {
    vec2 reach = half_wall(), u = q / reach;
    bool tall = reach.y > reach.x;
    if (form_of() == DISH) return (1.0 - length(u)) * min(reach.x, reach.y);
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

vec4 bands() {
    float turn = 6.2831853 * (u_seed == 0u ? 0.36 : chance(2u)), far = mix(0.9, 2.2, u_seed == 0u ? 0.25 : chance(3u));
    float waves = 2.6 + 1.4 * chance(4u) - (form_of() == WAVE ? 1.2 : 0.0);
    return vec4(far * vec2(cos(turn), sin(turn)), waves, chance(6u));
}

Band band(vec2 q, vec4 bands_) {
    float wide = sqrt(u_output.x / u_output.y);
    vec2 from = q / wide - bands_.xy;
    float bend = 0.05 * (sin(3.1 * from.x + 6.0 * bands_.w) + sin(4.7 * from.y - 2.0 * from.x)), far = length(from);
    float cycles = bands_.z * (far + bend) + bands_.w;
    return Band(from / far, sin(6.2831853 * cycles));
}

float fine(float wide) {
    return smoothstep(1.0, 6.0, wide * u_zoom * u_resolution.y);
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
