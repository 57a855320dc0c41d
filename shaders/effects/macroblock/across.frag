// Rows of each block as waves: the 8-point DCT-II, orthonormal, along x.
//
// reads   t_samples
// writes  o.xyz  column u of a block holds wave u of its row
// space   samples
//
// X(u) = c(u) sum over x of s(x) cos((2x + 1) u pi / 16), c = 1/2, sqrt(1/8) where u = 0 (ITU-T T.81, A.3.3).
// The cosines follow one another by Chebyshev's recurrence: cos(a + b) = 2 cos(b) cos(a) - cos(a - b).

void main() {
    ivec2 at = texel(), first = ivec2(at.x & ~7, at.y);
    float angle = float(at.x & 7) * 0.19634954, twice = 2.0 * cos(2.0 * angle);
    float now = cos(angle), before = now;
    vec3 sum = vec3(0.0);
    for (int x = 0; x < 8; x++) {
        sum += now * texelFetch(t_samples, first + ivec2(x, 0), 0).xyz;
        float next = twice * now - before;
        before = now;
        now = next;
    }
    o = vec4(sum * ((at.x & 7) == 0 ? 0.35355339 : 0.5), 0.0);
}
