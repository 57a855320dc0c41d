// float sdf_hex_prism(vec3 p, float apothem, float height)
//
// Signed distance to a hexagonal prism along the z axis, points up and down; < 0 inside.
//
// p        position, any unit; the result has the same
// apothem  centre to middle of a side, >= 0
// height   half length along z, >= 0
// exact    everywhere

#include "lib/sdf/hexagon.glsl"

float sdf_hex_prism(vec3 p, float apothem, float height) {
    vec2 q = vec2(sdf_hexagon(p.xy, apothem), abs(p.z) - height);
    return length(max(q, 0.0)) + min(max(q.x, q.y), 0.0);
}
