// float adler(float detuning, float slips)
//
// Phase of an oscillator that another one pulls: it holds, or lingers and slips, as a picture out of sync.
//
// detuning  difference of the two rates over the pull, >= 0: below 1 it holds at asin(detuning), beyond it slips
// slips     time in periods of the slipping, any; no part of it where it holds
// returns   turns, rising by 1 a slip; 0 where detuning is 0, 1/4 where it is 1
// exact     solves phi' = detuning - sin(phi), within 1e-4 turns for detuning >= 1.01
// source    Adler, "A Study of Locking Phenomena in Oscillators", Proc. IRE 34, 1946

float adler(float detuning, float slips) {
    if (detuning <= 1.0) {
        return asin(detuning) / 6.2831853;
    }
    float whole = floor(slips + 0.5);
    float half_turn = 3.1415927 * (slips - whole);
    float along = cos(half_turn), swing = sqrt(detuning * detuning - 1.0) * sin(half_turn);
    return whole + atan(along + swing, detuning * along) / 3.1415927;
}
