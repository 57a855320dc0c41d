// float sdf_cylinder(vec3 p, float radius, float height)
//
// Signed distance to an upright flat-ended cylinder around the y axis, < 0 inside.
//
// p        position, y up, any unit; the result has the same
// radius   >= 0
// height   half height, >= 0
// exact    everywhere

float sdf_cylinder(vec3 p, float radius, float height) {
    vec2 q = vec2(length(p.xz) - radius, abs(p.y) - height);
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
}
