// ivec2 beat(float phase, float rate)
//
// Which beat a frame belongs to, and how many frames of it have passed: for what happens once a beat.
//
// phase    cycles, any: u_<name>_phase of a parameter in Hz
// rate     cycles a frame, > 0: u_<name> * u_dt
// returns  x number of the beat      y whole frames since it began: 0 in exactly one frame of each beat
// exact    while the rate stands; a beat that falls on a frame begins with it, whatever the rounding

ivec2 beat(float phase, float rate) {
    phase += 0.01 * rate;
    return ivec2(floor(phase), fract(phase) / rate);
}
