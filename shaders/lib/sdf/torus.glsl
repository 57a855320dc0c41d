// float sdf_torus(vec3 p, float major, float minor)
//
// Signed distance to a ring lying flat around the y axis, < 0 inside.
//
// p        position, y up, any unit; the result has the same
// major    centre to the middle of the tube, >= minor
// minor    radius of the tube, >= 0
// exact    everywhere

float sdf_torus(vec3 p, float major, float minor) {
    return length(vec2(length(p.xz) - major, p.y)) - minor;
}
