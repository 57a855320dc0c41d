// float smooth_subtraction(float a, float b, float k)
//
// Shape a with shape b carved out of it, the rim rounded off.
//
// a, b     signed distances, any unit
// k        width of the rounding, same unit, >= 0; 0 is the sharp difference
// returns  >= max(a, -b), by at most k / 4 (where a = -b); equal to it where |a + b| >= k
// exact    as op/smooth_union.glsl

#include "lib/op/smooth_union.glsl"

float smooth_subtraction(float a, float b, float k) {
    return -smooth_union(-a, b, k);
}
