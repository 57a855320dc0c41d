// float gradient_noise(vec2 p, uint seed)      float gradient_noise(vec3 p, uint seed)
//
// Perlin's noise: a random slope at each integer point, smoothly joined. One hill or hollow per cell.
//
// p        in cells; |p| < 2^20
// seed     any bits
// returns  -1 .. 1, mean 0, standard deviation about 0.31 (2-D) and 0.26 (3-D); 0 at integer p
// exact    C2-continuous (quintic); 2-D slopes are 16 unit vectors, 3-D ones point from a cube's centre to its
//          12 edges; the scale makes the greatest possible value 1
// source   Perlin, "Improving Noise", SIGGRAPH 2002, with pcg3d in place of the permutation

#include "lib/math/fade.glsl"
#include "lib/noise/lattice.glsl"

float gradient_slope(ivec2 c, vec2 d, uint seed) {
    float turn = float(lattice(c, seed) >> 28) * (6.283185307179586 / 16.0);
    return cos(turn) * d.x + sin(turn) * d.y;
}

float gradient_slope(ivec3 c, vec3 d, uint seed) {
    uint h = lattice(c, seed) >> 8;
    vec2 s = vec2(int(h & 1u) * 2 - 1, int(h >> 1 & 1u) * 2 - 1);
    uint axis = (h >> 2) % 3u;
    return axis == 0u ? dot(s, d.yz) : axis == 1u ? dot(s, d.zx) : dot(s, d.xy);
}

float gradient_noise(vec2 p, uint seed) {
    ivec2 c = ivec2(floor(p));
    vec2 d = p - floor(p), t = fade(d);
    float a = mix(gradient_slope(c, d, seed), gradient_slope(c + ivec2(1, 0), d - vec2(1, 0), seed), t.x);
    float b = mix(gradient_slope(c + ivec2(0, 1), d - vec2(0, 1), seed),
                  gradient_slope(c + ivec2(1, 1), d - vec2(1, 1), seed), t.x);
    return mix(a, b, t.y) * 1.4142135623730951;
}

float gradient_noise(vec3 p, uint seed) {
    ivec3 c = ivec3(floor(p));
    vec3 d = p - floor(p), t = fade(d);
    vec4 h;
    for (int i = 0; i < 4; i++) {
        ivec3 k = ivec3(0, i & 1, i >> 1);
        h[i] = mix(gradient_slope(c + k, d - vec3(k), seed),
                   gradient_slope(c + k + ivec3(1, 0, 0), d - vec3(k) - vec3(1, 0, 0), seed), t.x);
    }
    return mix(mix(h.x, h.y, t.y), mix(h.z, h.w, t.y), t.z) * 0.9649214285521897;
}
