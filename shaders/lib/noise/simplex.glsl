// float simplex_noise(vec2 p, uint seed)      float simplex_noise(vec3 p, uint seed)
//
// Noise on triangles (2-D) or tetrahedra (3-D): no axis shows, and it costs less than gradient noise in 3-D.
//
// p        in units of about one hill; |p| < 2^20
// seed     any bits
// returns  -1 .. 1, mean 0; 0 at every lattice corner
// exact    C3-continuous: a corner fades as (1/2 - d^2)^4, to nothing at the far side of its simplices
//          (the 0.6 of older 3-D code leaves cracks); the scales make the greatest possible value 1
// source   Perlin 2001; Gustavson, "Simplex noise demystified", 2005

#include "lib/noise/lattice.glsl"

float simplex_corner(ivec2 c, vec2 d, uint seed) {
    float turn = float(lattice(c, seed) >> 28) * (6.283185307179586 / 16.0);
    float fall = max(0.5 - dot(d, d), 0.0);
    return fall * fall * fall * fall * (cos(turn) * d.x + sin(turn) * d.y);
}

float simplex_corner(ivec3 c, vec3 d, uint seed) {
    uint h = lattice(c, seed) >> 8;
    vec2 s = vec2(int(h & 1u) * 2 - 1, int(h >> 1 & 1u) * 2 - 1);
    uint axis = (h >> 2) % 3u;
    float ramp = axis == 0u ? dot(s, d.yz) : axis == 1u ? dot(s, d.zx) : dot(s, d.xy);
    float fall = max(0.5 - dot(d, d), 0.0);
    return fall * fall * fall * fall * ramp;
}

float simplex_noise(vec2 p, uint seed) {
    const float SKEW = 0.36602540378443865, UNSKEW = 0.21132486540518713;
    vec2 cell = floor(p + (p.x + p.y) * SKEW);
    vec2 d = p - cell + (cell.x + cell.y) * UNSKEW;
    ivec2 c = ivec2(cell), k = d.x > d.y ? ivec2(1, 0) : ivec2(0, 1);
    return 99.2 * (simplex_corner(c, d, seed)
                 + simplex_corner(c + k, d - vec2(k) + UNSKEW, seed)
                 + simplex_corner(c + 1, d - 1.0 + 2.0 * UNSKEW, seed));
}

float simplex_noise(vec3 p, uint seed) {
    vec3 cell = floor(p + (p.x + p.y + p.z) / 3.0);
    vec3 d = p - cell + (cell.x + cell.y + cell.z) / 6.0;
    ivec3 c = ivec3(cell);
    // The order of d's parts says which of the six tetrahedra of the cube this is.
    ivec3 above = ivec3(d.x >= d.y, d.y >= d.z, d.z > d.x);
    ivec3 below = 1 - above.zxy;
    ivec3 j = min(above, below), k = max(above, below);
    return 76.88 * (simplex_corner(c, d, seed)
                 + simplex_corner(c + j, d - vec3(j) + 1.0 / 6.0, seed)
                 + simplex_corner(c + k, d - vec3(k) + 1.0 / 3.0, seed)
                 + simplex_corner(c + 1, d - 0.5, seed));
}
