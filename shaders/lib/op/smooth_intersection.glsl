// float smooth_intersection(float a, float b, float k)
//
// What two shapes share, its edge rounded off.
//
// a, b     signed distances, any unit
// k        width of the rounding, same unit, >= 0; 0 is the sharp intersection
// returns  >= max(a, b), by at most k / 4 (where a = b); equal to it where |a - b| >= k
// exact    as op/smooth_union.glsl

#include "lib/op/smooth_union.glsl"

float smooth_intersection(float a, float b, float k) {
    return -smooth_union(-a, -b, k);
}
