// mat3 axes_of(vec3 up)
//
// The axes in which a creature is round.
//
// up       unit way from the mouth of its bell to its top
// returns  columns: across, up, towards

mat3 axes_of(vec3 up) {
    vec3 across = normalize(cross(up, abs(up.z) > 0.9 ? vec3(0.0, 1.0, 0.0) : vec3(0.0, 0.0, 1.0)));
    return mat3(across, up, cross(across, up));
}
