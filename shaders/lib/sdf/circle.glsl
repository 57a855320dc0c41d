// float sdf_circle(vec2 p, float radius)
//
// Signed distance to a circle around the origin, < 0 inside.
//
// p        plane position, any unit; the result has the same
// radius   >= 0
// exact    everywhere

float sdf_circle(vec2 p, float radius) {
    return length(p) - radius;
}
