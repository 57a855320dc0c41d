// float sdf_arc(vec2 p, float radius, float reach, float thickness)
//
// Signed distance to a round-ended arc around the origin, open at the bottom; < 0 inside.
//
// p          plane position, x right, y up, any unit; the result has the same
// radius     of the arc's middle line, > 0
// reach      to each side of the top, radians, 0 .. pi
// thickness  >= 0; the ends are half circles
// exact      everywhere

float sdf_arc(vec2 p, float radius, float reach, float thickness) {
    vec2 q = vec2(abs(p.x), p.y);
    // The end lies at (sin, cos); on its far side the end is nearer than any other point of the arc.
    vec2 end = vec2(sin(reach), cos(reach));
    bool beyond = end.y * q.x > end.x * q.y;
    float d = beyond ? distance(q, radius * end) : abs(length(q) - radius);
    return d - 0.5 * thickness;
}
