// float breath(float phase)
//
// One breath a cycle: 0 at rest, 1 full, back to 0, without a seam.
//
// phase    cycles, any: u_<name>_phase of a parameter in Hz
// returns  0 .. 1, raised cosine; 0 at whole phases
// exact    to rounding, for |phase| < 2^16

float breath(float phase) {
    return 0.5 - 0.5 * cos(6.283185307179586 * fract(phase));
}
