// float sdf_ellipsoid(vec3 p, vec3 radii)
//
// Nearly the signed distance to an ellipsoid around the origin, < 0 inside.
//
// p        position, any unit; the result has the same
// radii    along x, y, z, > 0
// exact    sign everywhere, and distance to first order near the surface; a bound elsewhere: for radii up to
//          1 : 3 march with 0.6 of it. No closed form of the true distance exists
// source   the implicit function's value over its slope, sharpened (Quilez, "Ellipsoids")

float sdf_ellipsoid(vec3 p, vec3 radii) {
    float k = length(p / radii), slope = length(p / (radii * radii));
    // At the very centre both vanish; their quotient tends to at most the shortest radius.
    return slope < 1e-12 ? -min(radii.x, min(radii.y, radii.z)) : k * (k - 1.0) / slope;
}
