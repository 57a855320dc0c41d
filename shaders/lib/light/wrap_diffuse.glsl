// float wrap_diffuse(vec3 normal, vec3 light, float wrap)
//
// Soft light that reaches round the edge, as through skin, enamel or wax.
//
// normal, light   unit vectors away from the surface
// wrap     0 .. 1; 0 is Lambert, 1 reaches the whole far side
// returns  0 .. 1, at most 1 / (1 + wrap): over all directions of light the sum is pi for every wrap, so that
//          turning wrap moves light and makes none
// exact    to rounding
// source   wrapped Lambert (after Valve's "half Lambert", 2006), divided by its integral

float wrap_diffuse(vec3 normal, vec3 light, float wrap) {
    float reach = max((dot(normal, light) + wrap) / (1.0 + wrap), 0.0);
    return reach / (1.0 + wrap);
}
