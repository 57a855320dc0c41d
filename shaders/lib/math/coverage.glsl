// float coverage(float d, float width)
//
// How much of a pixel lies inside a shape: a clean edge without derivatives, the same in every tile.
//
// d        signed distance to the shape's edge, < 0 inside
// width    a pixel's width in the same unit, > 0
// returns  0 .. 1; 1/2 on the edge
// exact    for straight edges along the pixel's sides

float coverage(float d, float width) {
    return clamp(0.5 - d / width, 0.0, 1.0);
}
