// vec3 moonlight()      vec2 moon_place()
//
// Where the moon's light comes from, a unit vector, and where the moon is mirrored, picture heights from the middle.

vec3 moonlight() {
    return normalize(vec3(cos(radians(u_moon)), sin(radians(u_moon)), 0.9));
}

vec2 moon_place() {
    return 0.27 * vec2(u_output.x / u_output.y, 1.0) * vec2(cos(radians(u_moon)), sin(radians(u_moon)));
}
