// float sdf_capsule(vec3 p, vec3 a, vec3 b, float radius)
//
// Signed distance to a round-ended rod from a to b, < 0 inside.
//
// p, a, b  positions, any unit; the result has the same; a may equal b
// radius   >= 0
// exact    everywhere

#include "lib/sdf/segment.glsl"

float sdf_capsule(vec3 p, vec3 a, vec3 b, float radius) {
    return sdf_segment(p, a, b) - radius;
}
