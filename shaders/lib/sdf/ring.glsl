// float sdf_ring(vec2 p, float radius, float thickness)
//
// Signed distance to a ring around the origin, < 0 inside its band.
//
// p          plane position, any unit; the result has the same
// radius     of the band's middle, >= thickness / 2
// thickness  of the band, >= 0
// exact      everywhere

float sdf_ring(vec2 p, float radius, float thickness) {
    return abs(length(p) - radius) - 0.5 * thickness;
}
