// float sdf_sphere(vec3 p, float radius)
//
// Signed distance to a sphere around the origin, < 0 inside.
//
// p        position, any unit; the result has the same
// radius   >= 0
// exact    everywhere

float sdf_sphere(vec3 p, float radius) {
    return length(p) - radius;
}
