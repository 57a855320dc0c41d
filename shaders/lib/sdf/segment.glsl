// float sdf_segment(vec2 p, vec2 a, vec2 b)      float sdf_segment(vec3 p, vec3 a, vec3 b)
//
// Distance to the line from a to b; it has no inside. Less a radius it is a round-ended stroke.
//
// p, a, b  positions, any unit; the result, >= 0, has the same; a may equal b
// exact    everywhere

float sdf_segment(vec2 p, vec2 a, vec2 b) {
    vec2 along = b - a, q = p - a;
    return length(q - along * clamp(dot(q, along) / max(dot(along, along), 1e-30), 0.0, 1.0));
}

float sdf_segment(vec3 p, vec3 a, vec3 b) {
    vec3 along = b - a, q = p - a;
    return length(q - along * clamp(dot(q, along) / max(dot(along, along), 1e-30), 0.0, 1.0));
}
