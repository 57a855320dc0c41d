// How far each row has slipped.
//
// reads   u_amount, u_tears, u_reach, u_recovery, u_ragged, u_rate_phase
// writes  o.x  widths to the right, -1.1 .. 1.1
// space   v: heights from the top, as the beam goes
//
// The line oscillator of a set is a flywheel: one missed pulse throws it off at once, and it
// comes back exponentially over the lines below. Every tear is one such pulse.
//
// The first of them comes before the others: by half it is open in every turn, so that no moment is whole. None opens
// so near the foot, or goes so short a way, that nobody sees it.

#include "lib/hash/pcg.glsl"

const float FOOT = 0.85;   // heights from the top: the lowest begin of a tear
const float FIRST = 3.2;   // how much likelier the first opens: 3.2 (0.25 / 2 + 0.75 / 4) = 1
const float LEAST = 0.35;  // of the reach, what any open tear goes at least

void main() {
    float v = 1.0 - pixel().y / u_resolution.y, slipped = 0.0;
    uint line = uint(v * 486.0);  // the rags are as fine as broadcast lines at every size
    for (int i = 0; i < u_tears; i++) {
        uvec3 own = pcg3d(uvec3(i, 11u, u_seed));
        float turn = u_rate_phase + unit(own.x);
        uvec3 now = pcg3d(uvec3(own.y, own.z, uint(int(floor(turn)))));
        float below = v - FOOT * unit(now.x) - 0.06 * fract(turn);  // it drifts down a little while it is open
        float share = 0.25 * u_amount + 0.75 * u_amount * u_amount;
        if (below < 0.0 || unit(now.y) >= (i == 0 ? FIRST : 1.0) * share) {
            continue;
        }
        float rag = u_ragged * (2.0 * unit(pcg3d(uvec3(line, now.z, u_frame)).x) - 1.0);
        float side = 2.0 * unit(now.z) - 1.0;
        float way = u_reach * (sign(side) * LEAST + (1.0 - LEAST) * side) * (0.3 + 0.7 * u_amount);
        float far = (way + rag) * exp(-below / u_recovery);
        slipped = abs(far) > abs(slipped) ? far : slipped;  // a pulse takes over: two in one place undo nothing
    }
    o = vec4(slipped, 0.0, 0.0, 0.0);
}
