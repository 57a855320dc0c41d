// float value_noise(vec2 p, uint seed)      float value_noise(vec3 p, uint seed)
//
// A random height at each integer point, smoothly joined. Softer and blockier than gradient noise.
//
// p        in cells; |p| < 2^20, beyond which a float no longer resolves a cell
// seed     any bits
// returns  0 .. 1, mean 1/2; at integer p exactly unit(lattice(p, seed))
// exact    C2-continuous (quintic)

#include "lib/math/fade.glsl"
#include "lib/noise/lattice.glsl"

float value_noise(vec2 p, uint seed) {
    ivec2 c = ivec2(floor(p));
    vec2 t = fade(p - floor(p));
    float a = unit(lattice(c, seed));
    float b = unit(lattice(c + ivec2(1, 0), seed));
    float d = unit(lattice(c + ivec2(0, 1), seed));
    float e = unit(lattice(c + ivec2(1, 1), seed));
    return mix(mix(a, b, t.x), mix(d, e, t.x), t.y);
}

float value_noise(vec3 p, uint seed) {
    ivec3 c = ivec3(floor(p));
    vec3 t = fade(p - floor(p));
    vec4 h;
    for (int i = 0; i < 4; i++) {
        ivec3 corner = c + ivec3(0, i & 1, i >> 1);
        float a = unit(lattice(corner, seed));
        float b = unit(lattice(corner + ivec3(1, 0, 0), seed));
        h[i] = mix(a, b, t.x);
    }
    return mix(mix(h.x, h.y, t.y), mix(h.z, h.w, t.y), t.z);
}
