// Where paint wears off first: large patches with a fine ragged rim.
//
// reads   u_grain, u_output (px), u_seed
// writes  o.x: order in which places wear, 0 first .. 1 last

#include "lib/noise/simplex.glsl"

void main() {
    vec2 q = pixel() / u_resolution * u_output / min(u_output.x, u_output.y) * u_grain;
    float height = simplex_noise(q, u_seed) + 0.5 * simplex_noise(q * 2.3, u_seed + 1u)
        + 0.28 * simplex_noise(q * 6.1, u_seed + 2u);
    o = vec4(clamp(0.5 + 0.4 * height, 0.0, 1.0), 0.0, 0.0, 1.0);
}
