// float remap(float x, float a, float b, float c, float d)
//
// x carried from the span a .. b to the span c .. d in a straight line, held at the ends.
//
// x        any
// a, b     a != b; a > b reverses
// c, d     what a and b become; either order
// exact    a gives c and b gives d; never beyond them

float remap(float x, float a, float b, float c, float d) {
    return mix(c, d, clamp((x - a) / (b - a), 0.0, 1.0));
}
