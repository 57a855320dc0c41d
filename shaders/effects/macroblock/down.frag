// Columns of each block from their waves: the inverse DCT along y.
//
// reads   t_waves
// writes  o.xyz  rows of waves along x, one for each sample along y
// space   samples
//
// s(x) = sum over u of c(u) X(u) cos((2x + 1) u pi / 16); the cosines by Chebyshev's recurrence, as before.

void main() {
    ivec2 at = texel(), first = ivec2(at.x, at.y & ~7);
    float cosine = cos(float(2 * (at.y & 7) + 1) * 0.19634954), now = cosine, before = 1.0;
    vec3 sum = 0.35355339 * texelFetch(t_waves, first, 0).xyz;
    for (int k = 1; k < 8; k++) {
        sum += 0.5 * now * texelFetch(t_waves, first + ivec2(0, k), 0).xyz;
        float next = 2.0 * cosine * now - before;
        before = now;
        now = next;
    }
    o = vec4(sum, 0.0);
}
