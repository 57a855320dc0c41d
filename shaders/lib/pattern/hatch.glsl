// float hatch(vec2 p, float angle, float pitch, float duty, float width)
//
// Parallel strokes, as in an engraving: how figures that are withheld may be drawn.
//
// p        plane position, any unit
// angle    of the strokes, radians from x, counter-clockwise
// pitch    from stroke to stroke, same unit, > 0
// duty     share of the plane under strokes, 0 .. 1
// width    of a pixel, same unit, > 0: strokes finer than this melt into an even tone of value duty
// returns  0 .. 1, mean duty
// exact    the stripes averaged over width across them

// Integral of a stripe wave of period 1 that is 1 for |x| < duty / 2.
float hatch_area(float x, float duty) {
    float cycle = floor(x + 0.5);
    return cycle * duty + clamp(x - cycle, -0.5 * duty, 0.5 * duty);
}

float hatch(vec2 p, float angle, float pitch, float duty, float width) {
    float x = (cos(angle) * p.y - sin(angle) * p.x) / pitch, w = width / pitch;
    return (hatch_area(x + 0.5 * w, duty) - hatch_area(x - 0.5 * w, duty)) / w;
}
