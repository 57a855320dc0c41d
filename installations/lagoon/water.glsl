// vec3 through(float z)
//
// What the water leaves of the light of whatever hangs at this depth: little of far red, more of far blue.
//
// z        mm, towards the viewer
// returns  0 .. 1 for each channel
// reads    u_depth

vec3 through(float z) {
    float away = max(u_depth + 4.0 - z, 0.0) / 26.0;
    return exp(-away * vec3(0.80, 0.55, 0.52));
}
