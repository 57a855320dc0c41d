// Worley worley(vec2 p, float jitter, uint seed)
//
// Cells as in foam or leather: one point in each grid cell, and the two points nearest to p.
//
// p        in cells; |p| < 2^20
// jitter   0 .. 1; 0 is a square grid, 1 scatters each point over its whole cell
// seed     any bits
// returns  f1, f2: distances to the nearest and the second nearest point, in cells; f2 - f1 is 0 on borders
//          cell: grid cell of the nearest point, a stable id; point: where it is
// exact    both distances (the 5 x 5 neighbourhood holds the two nearest for any jitter)
// source   Worley, "A Cellular Texture Basis Function", SIGGRAPH 1996

#include "lib/noise/lattice.glsl"

struct Worley {
    float f1;
    float f2;
    ivec2 cell;
    vec2 point;
};

vec2 worley_point(ivec2 cell, float jitter, uint seed) {
    uint h = lattice(cell, seed);
    return vec2(cell) + 0.5 + jitter * (vec2(unit(h), unit(pcg(h))) - 0.5);
}

Worley worley(vec2 p, float jitter, uint seed) {
    ivec2 home = ivec2(floor(p));
    Worley w = Worley(9.0, 9.0, home, p);
    for (int i = 0; i < 25; i++) {
        ivec2 cell = home + ivec2(i % 5, i / 5) - 2;
        vec2 point = worley_point(cell, jitter, seed);
        float d = distance(p, point);
        if (d < w.f1) {
            w = Worley(d, w.f1, cell, point);
        } else {
            w.f2 = min(w.f2, d);
        }
    }
    return w;
}
