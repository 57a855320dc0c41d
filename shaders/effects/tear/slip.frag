// How far each row has slipped.
//
// reads   u_amount, u_tears, u_reach, u_recovery, u_ragged, u_rate_phase
// writes  o.x  widths to the right, -24 .. 24
// space   v: heights from the top, as the beam goes
//
// The line oscillator of a set is a flywheel: one missed pulse throws it off at once, and it
// comes back exponentially over the lines below. Every tear is one such pulse.
//
// Where none that is open can be seen, for each begins near the foot or goes a short way, the first opens once more,
// higher up and farther: by half in every turn, so that no moment is whole.

#include "lib/hash/pcg.glsl"

const float FOOT = 0.85;   // heights from the top: the lowest begin of a tear that is seen
const float FIRST = 3.2;   // how much likelier that one opens: 3.2 (0.25 / 2 + 0.75 / 4) = 1
const float SHORT = 0.2;   // of the reach: what goes no farther is not seen
const float LEAST = 0.35;  // of the reach, what the first one goes at least

void main() {
    float v = 1.0 - pixel().y / u_resolution.y, slipped = 0.0, spare = 0.0;
    uint line = uint(v * 486.0);  // the rags are as fine as broadcast lines at every size
    bool seen = false;
    for (int i = 0; i < u_tears; i++) {
        uvec3 own = pcg3d(uvec3(i, 11u, u_seed));
        float turn = u_rate_phase + unit(own.x);
        uvec3 now = pcg3d(uvec3(own.y, own.z, uint(int(floor(turn)))));
        float begin = unit(now.x), drift = 0.06 * fract(turn);  // it drifts down a little while it is open
        float below = v - begin - drift, higher = v - FOOT * begin - drift;
        float share = 0.25 * u_amount + 0.75 * u_amount * u_amount, side = 2.0 * unit(now.z) - 1.0;
        float rag = u_ragged * (2.0 * unit(pcg3d(uvec3(line, now.z, u_frame)).x) - 1.0);
        bool open = unit(now.y) < share;
        seen = seen || (open && begin < FOOT && abs(side) > SHORT);
        if (open && below >= 0.0) {
            slipped += (u_reach * side * (0.3 + 0.7 * u_amount) + rag) * exp(-below / u_recovery);
        }
        if (i == 0 && higher >= 0.0 && unit(now.y) < FIRST * share) {
            side = sign(side) * LEAST + (1.0 - LEAST) * side;
            spare = (u_reach * side * (0.3 + 0.7 * u_amount) + rag) * exp(-higher / u_recovery);
        }
    }
    o = vec4(seen ? slipped : slipped + spare, 0.0, 0.0, 0.0);
}
