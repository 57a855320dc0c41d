// How far each row has slipped.
//
// reads   u_amount, u_tears, u_reach, u_recovery, u_ragged, u_rate_phase
// writes  o.x  widths to the right, -24 .. 24
// space   v: heights from the top, as the beam goes
//
// The line oscillator of a set is a flywheel: one missed pulse throws it off at once, and it
// comes back exponentially over the lines below. Every tear is one such pulse.

#include "lib/hash/pcg.glsl"

void main() {
    float v = 1.0 - pixel().y / u_resolution.y, slipped = 0.0;
    uint line = uint(v * 486.0);  // the rags are as fine as broadcast lines at every size
    for (int i = 0; i < u_tears; i++) {
        uvec3 own = pcg3d(uvec3(i, 11u, u_seed));
        float turn = u_rate_phase + unit(own.x);
        uvec3 now = pcg3d(uvec3(own.y, own.z, uint(int(floor(turn)))));
        float below = v - unit(now.x) - 0.06 * fract(turn);  // it drifts down a little while it is open
        if (below < 0.0 || unit(now.y) >= 0.25 * u_amount + 0.75 * u_amount * u_amount) {
            continue;
        }
        float rag = u_ragged * (2.0 * unit(pcg3d(uvec3(line, now.z, u_frame)).x) - 1.0);
        float way = u_reach * (2.0 * unit(now.z) - 1.0) * (0.3 + 0.7 * u_amount);
        slipped += (way + rag) * exp(-below / u_recovery);
    }
    o = vec4(slipped, 0.0, 0.0, 0.0);
}
