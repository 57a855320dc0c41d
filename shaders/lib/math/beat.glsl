// ivec2 beat(float phase, float rate)
//
// Which beat a frame belongs to, and how many frames of it have passed: for what happens once a beat.
//
// phase    cycles, |phase| < 1024, of a rate of your own; of a parameter in Hz u_<name>_beat says both for ever
// rate     cycles a frame, > 0: Hz * u_dt
// returns  x number of the beat      y whole frames since it began: 0 in exactly one frame of each beat
// exact    while the rate stands; a beat that falls on a frame begins with it, whatever the rounding

ivec2 beat(float phase, float rate) {
    phase += max(0.01 * rate, 3.1e-5);  // half of what a float tells apart at 1023 cycles
    return ivec2(floor(phase), fract(phase) / rate);
}
