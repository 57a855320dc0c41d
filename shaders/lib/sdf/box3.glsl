// float sdf_box3(vec3 p, vec3 size)      float sdf_round_box3(vec3 p, vec3 size, float radius)
//
// Signed distance to a block around the origin, sharp or with rounded edges; < 0 inside.
//
// p        position, any unit; the result has the same
// size     half width, half height, half depth, >= 0, edges included
// radius   of the edges, 0 .. the smallest half size
// exact    everywhere

float sdf_box3(vec3 p, vec3 size) {
    vec3 q = abs(p) - size;
    return length(max(q, 0.0)) + min(max(q.x, max(q.y, q.z)), 0.0);
}

float sdf_round_box3(vec3 p, vec3 size, float radius) {
    return sdf_box3(p, size - radius) - radius;
}
