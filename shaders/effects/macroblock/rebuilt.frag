// Samples from their waves: the inverse DCT along x, and light again.
//
// reads   t_down
// writes  o.rgb  linear light
// space   samples
//
// s(x) = sum over u of c(u) X(u) cos((2x + 1) u pi / 16); the cosines by Chebyshev's recurrence, as before.

#include "lib/color/srgb.glsl"

void main() {
    ivec2 at = texel(), first = ivec2(at.x & ~7, at.y);
    float cosine = cos(float(2 * (at.x & 7) + 1) * 0.19634954), now = cosine, before = 1.0;
    vec3 sum = 0.35355339 * texelFetch(t_down, first, 0).xyz;
    for (int k = 1; k < 8; k++) {
        sum += 0.5 * now * texelFetch(t_down, first + ivec2(k, 0), 0).xyz;
        float next = 2.0 * cosine * now - before;
        before = now;
        now = next;
    }
    vec3 code = sum.x + vec3(1.402 * sum.z, -0.34413629 * sum.y - 0.71413629 * sum.z, 1.772 * sum.y);
    o = vec4(srgb_decode(clamp(code / 255.0, 0.0, 1.0)), 1.0);
}
