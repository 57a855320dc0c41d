// float sdf_polygon(vec2 p, int sides, float radius)
//
// Signed distance to a regular polygon around the origin, one corner up; < 0 inside.
//
// p        plane position, x right, y up, any unit; the result has the same
// sides    3 .. 1000
// radius   centre to corner, >= 0
// exact    everywhere, to rounding (about 1e-6 of |p|)

float sdf_polygon(vec2 p, int sides, float radius) {
    float half_turn = 3.141592653589793 / float(sides);
    // The angle from the nearest side's middle; the first corner stands at the top.
    float turn = mod(atan(p.x, p.y), 2.0 * half_turn) - half_turn;
    vec2 q = length(p) * vec2(abs(sin(turn)), cos(turn));
    vec2 corner = radius * vec2(sin(half_turn), cos(half_turn));
    return q.x > corner.x && q.y > corner.y ? distance(q, corner) : q.y - corner.y;
}
