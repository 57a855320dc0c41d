// float fbm(vec2 p, float octaves, float gain, uint seed)      float fbm(vec3 p, ...)
//
// Layers of gradient noise, each twice as fine and gain times as strong: clouds, stone, skin.
//
// p        in cells of the coarsest layer; |p| * 2^octaves < 2^20
// octaves  1 .. 16; a fraction fades the last layer in, so that detail may follow the pixel's size
// gain     0 .. 1; 1/2 is the usual
// seed     any bits
// returns  -1 .. 1, mean 0; divided by the sum of the layers' strengths
// exact    every layer is turned (2-D by 36.9 degrees, 3-D about (2, 1, 2)), so that no axis shows

#include "lib/noise/gradient.glsl"

float fbm(vec2 p, float octaves, float gain, uint seed) {
    // The columns are (4, 3) / 5 and (-3, 4) / 5, times two.
    const mat2 FINER = mat2(1.6, 1.2, -1.2, 1.6);
    float sum = 0.0, total = 0.0, strength = 1.0;
    for (int i = 0; i < 16 && float(i) < octaves; i++) {
        float part = strength * min(octaves - float(i), 1.0);
        sum += part * gradient_noise(p, seed + uint(i));
        total += part;
        strength *= gain;
        p = FINER * p;
    }
    return sum / max(total, 1e-9);
}

float fbm(vec3 p, float octaves, float gain, uint seed) {
    // The columns are (1, 2, 2), (2, 1, -2), (-2, 2, -1), each / 3, times two.
    const mat3 FINER = mat3(1, 2, 2, 2, 1, -2, -2, 2, -1) * (2.0 / 3.0);
    float sum = 0.0, total = 0.0, strength = 1.0;
    for (int i = 0; i < 16 && float(i) < octaves; i++) {
        float part = strength * min(octaves - float(i), 1.0);
        sum += part * gradient_noise(p, seed + uint(i));
        total += part;
        strength *= gain;
        p = FINER * p;
    }
    return sum / max(total, 1e-9);
}
