// float sdf_box(vec2 p, vec2 size)      float sdf_round_box(vec2 p, vec2 size, float radius)
//
// Signed distance to a rectangle around the origin, sharp or with rounded corners; < 0 inside.
//
// p        plane position, any unit; the result has the same
// size     half width and half height, >= 0, corners included
// radius   of the corners, 0 .. the smaller half size
// exact    everywhere

float sdf_box(vec2 p, vec2 size) {
    vec2 q = abs(p) - size;
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
}

float sdf_round_box(vec2 p, vec2 size, float radius) {
    return sdf_box(p, size - radius) - radius;
}
