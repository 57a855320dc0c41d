// Which wire of each word fails, and how.
//
// reads   u_amount, u_rate_phase
// writes  o.x  value of the bit that the wire carries, 1 .. 128, 0 where none fails
//         o.y  kind 0 .. 3: stuck at 0, stuck at 1, inverted, crossed
// space   words and banks from the lower left

#include "lib/hash/pcg.glsl"

void main() {
    uvec3 own = pcg3d(uvec3(texel(), u_seed * 747796405u + 41u));
    uint turn = uint(int(floor(u_rate_phase + unit(own.x))));
    uvec3 now = pcg3d(uvec3(own.yz, turn));
    float much = u_amount * (2.0 - u_amount);  // at half it is plainly seen
    int bit = min(int(2.5 + much * (2.0 + 3.5 * unit(now.y))), 7);
    o = vec4(unit(now.x) < u_amount ? float(1 << bit) : 0.0, float(now.z & 3u), 0.0, 0.0);
}
