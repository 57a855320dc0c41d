// float sdf_star(vec2 p, int points, float outer, float inner)
//
// Signed distance to a star around the origin, one tip up; < 0 inside.
//
// p        plane position, x right, y up, any unit; the result has the same
// points   2 .. 1000
// outer    centre to tip, > 0
// inner    centre to notch, 0 < inner < outer * cos(pi / points), else it is no star but a polygon
// exact    everywhere, to rounding (about 1e-6 of |p|)

#include "lib/sdf/segment.glsl"

float sdf_star(vec2 p, int points, float outer, float inner) {
    float half_turn = 3.141592653589793 / float(points);
    // Fold into the half sector between a tip (at the top) and the notch beside it.
    float turn = mod(atan(p.x, p.y) + half_turn, 2.0 * half_turn) - half_turn;
    vec2 q = length(p) * vec2(abs(sin(turn)), cos(turn));
    vec2 tip = vec2(0.0, outer), notch = inner * vec2(sin(half_turn), cos(half_turn));
    float d = sdf_segment(q, tip, notch);
    vec2 along = notch - tip;
    return along.x * (q.y - tip.y) - along.y * q.x < 0.0 ? -d : d;
}
