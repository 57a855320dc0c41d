// float sdf_triangle(vec2 p, vec2 a, vec2 b, vec2 c)
//
// Signed distance to any triangle, < 0 inside.
//
// p, a, b, c  positions, any unit; the result has the same. Either turning sense; the corners must not
//             lie on one line
// exact       everywhere

#include "lib/sdf/segment.glsl"

// > 0 where p lies to the left of the line from a to b.
float left_of(vec2 p, vec2 a, vec2 b) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

float sdf_triangle(vec2 p, vec2 a, vec2 b, vec2 c) {
    float d = min(min(sdf_segment(p, a, b), sdf_segment(p, b, c)), sdf_segment(p, c, a));
    float sense = sign(left_of(c, a, b));
    bool inside = sense * left_of(p, a, b) > 0.0 && sense * left_of(p, b, c) > 0.0
               && sense * left_of(p, c, a) > 0.0;
    return inside ? -d : d;
}
