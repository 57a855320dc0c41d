// Taps taps_at(vec2 at, vec2 size)      vec4 tapped(Taps t, vec4 a, vec4 b, vec4 c, vec4 d)
//
// A grid's texels, smooth between them in slope too: a cubic B-spline in four looks, each of which mixes four texels.
//
// at      where in the grid, 0 .. 1      size  its texels
// tapped  of what the grid has at t.a, vec2(t.b.x, t.a.y), vec2(t.a.x, t.b.y), t.b

struct Taps { vec2 a, b, part; };

Taps taps_at(vec2 at, vec2 size) {
    vec2 x = at * size - 0.5, low = floor(x), f = x - low;
    vec2 w0 = (1.0 - f) * (1.0 - f) * (1.0 - f), w3 = f * f * f, w1 = 4.0 - 6.0 * f * f + 3.0 * w3;
    vec2 g0 = (w0 + w1) / 6.0, g1 = 1.0 - g0;
    return Taps((low - 0.5 + w1 / (w0 + w1)) / size, (low + 1.5 + w3 / (6.0 * g1)) / size, g1);
}

vec4 tapped(Taps t, vec4 a, vec4 b, vec4 c, vec4 d) {
    return mix(mix(a, b, t.part.x), mix(c, d, t.part.x), t.part.y);
}
