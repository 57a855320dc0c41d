// float pulse(float x, float centre, float width)
//
// A soft bump: 1 at the centre, 0 from width away on, flat at top and feet.
//
// x, centre  any, same unit
// width      > 0, same unit; half way out it is 1/2
// returns    0 .. 1
// exact      C1-continuous (cubic)

float pulse(float x, float centre, float width) {
    float t = clamp(1.0 - abs(x - centre) / width, 0.0, 1.0);
    return t * t * (3.0 - 2.0 * t);
}
