// float fade(float t)      vec2 fade(vec2 t)      vec3 fade(vec3 t)
//
// Quintic ease from 0 to 1 with no slope and no curvature at either end: 6 t^5 - 15 t^4 + 10 t^3.
//
// t        0 .. 1; not clamped
// exact    to rounding
// source   Perlin, "Improving Noise", SIGGRAPH 2002

float fade(float t) {
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

vec2 fade(vec2 t) {
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}

vec3 fade(vec3 t) {
    return t * t * t * (t * (t * 6.0 - 15.0) + 10.0);
}
