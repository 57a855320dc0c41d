// vec3 through(float z)
//
// What the water leaves of the light of whatever hangs at this depth: of red least, and of green more than of blue, by
// as much as softness and the tone curve make what is dim bluer. So a bell far off is dimmer, and reads as the same
// figure.
//
// z        mm, towards the viewer
// returns  0 .. 1 for each channel
// reads    u_depth

vec3 through(float z) {
    float away = max(0.8 * u_depth - z, 0.0) / 26.0;
    return exp(-away * vec3(1.5, 1.12, 1.16));
}
