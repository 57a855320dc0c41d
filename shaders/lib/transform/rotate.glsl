// vec2 rotate(vec2 p, float angle)      vec3 rotate(vec3 p, vec3 axis, float angle)
//
// A point turned about the origin, or about an axis through it.
//
// p        any unit
// axis     unit vector; seen with the axis pointing at you the turn is counter-clockwise
// angle    radians, counter-clockwise with x right and y up
// exact    to rounding: lengths stay
// source   Rodrigues' formula

vec2 rotate(vec2 p, float angle) {
    float c = cos(angle), s = sin(angle);
    return vec2(c * p.x - s * p.y, s * p.x + c * p.y);
}

vec3 rotate(vec3 p, vec3 axis, float angle) {
    float c = cos(angle), s = sin(angle);
    return c * p + s * cross(axis, p) + (1.0 - c) * dot(axis, p) * axis;
}
