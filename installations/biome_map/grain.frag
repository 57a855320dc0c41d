// Grains, tufts and clouds that repeat without a seam: drawn once, so that no pixel asks for noise of its own.
//
// reads   u_seed
// writes  o  four noises, 0 .. 1: coarse, middle, fine, and clouds, which are soft

#include "lib/hash/pcg.glsl"
#include "lib/math/fade.glsl"

// Value noise that repeats after `cells`.
float noise(vec2 at, int cells, uint chance) {
    vec2 p = at * float(cells), t = fade(fract(p));
    ivec2 c = ivec2(floor(p));
    vec4 h;
    for (int i = 0; i < 4; i++) {
        ivec2 corner = (c + ivec2(i & 1, i >> 1)) % cells;
        h[i] = unit(pcg3d(uvec3(corner, chance + 31u * u_seed)).x);
    }
    return 2.0 * mix(mix(h.x, h.y, t.x), mix(h.z, h.w, t.x), t.y) - 1.0;
}

float layers(vec2 at, int cells, uint chance) {
    float sum = 0.0;
    for (int i = 0; i < 4; i++) sum += noise(at, cells << i, chance + uint(i)) * exp2(-float(i));
    return sum / 1.4;
}

void main() {
    vec2 at = (vec2(target_texel()) + 0.5) / u_resolution;
    float clouds = 0.8 * noise(at, 3, 31u) + 0.2 * noise(at, 7, 41u);
    o = 0.5 + 0.5 * vec4(layers(at, 4, 1u), layers(at, 12, 11u), layers(at, 48, 21u), clouds);
}
