// float crown_top(Crown c, vec2 p)
//
// How high a crown stands over a place: edge, cusps, ridges and the fissures where cusps meet.
//
// p        place in the crown's section: x from mesial to distal, y from lingual to labial, mm from the axis
// returns  height over the neck, mm, <= c.size.y - c.wear
// exact    no: cusps after their places and heights in the textbooks, rounded by eye

#include "lib/dental/profile.glsl"

// Cusps as x and z in shares of width and depth, how far below the tip in mm, steepness. 5 a tooth.
const vec4 CUSPS[20] = vec4[](
    vec4(-0.22, 0.23, 0.2, 0.85), vec4(0.23, 0.22, 0.4, 0.85), vec4(-0.13, -0.24, 0.0, 0.80),
    vec4(0.26, -0.27, 0.9, 0.9), vec4(0.05, 0.0, 1.5, 0.5), vec4(-0.21, 0.23, 0.2, 0.85),
    vec4(0.23, 0.20, 0.6, 0.9), vec4(-0.10, -0.23, 0.0, 0.80), vec4(0.25, -0.25, 1.5, 0.9),
    vec4(0.05, 0.0, 1.6, 0.5), vec4(-0.27, 0.17, 0.2, 0.85), vec4(0.07, 0.19, 0.4, 0.9),
    vec4(0.35, 0.06, 0.9, 0.95), vec4(-0.22, -0.27, 0.0, 0.85), vec4(0.18, -0.27, 0.1, 0.85),
    vec4(-0.23, 0.18, 0.2, 0.85), vec4(0.22, 0.17, 0.3, 0.85), vec4(-0.22, -0.27, 0.0, 0.85),
    vec4(0.21, -0.27, 0.2, 0.85), vec4(0.0, -0.05, 9.0, 0.6));

float cusp(vec2 p, vec2 at, float height, float slope) {
    return height - slope * (length(vec3(p - at, 0.45)) - 0.45);
}

float higher(float a, float b, float k) {
    float blend = max(k - abs(a - b), 0.0);
    return max(a, b) + blend * blend * 0.25 / k;
}

float crown_top(Crown c, vec2 p) {
    float top = c.size.y, w = c.size.x, d = c.size.z, x = 2.0 * p.x / w, h = top;
    int n = c.shape % 8;
    bool upper = c.shape < 8;
    if (n < 2) {
        float lobe = 1.0 - cos(9.42477796 * clamp(x, -1.0, 1.0));
        h = top - 0.30 * x * x * x * x - 0.5 * c.mamelon * lobe;
        if (upper) h -= (n == 1 ? 0.35 : 0.12) * max(x, 0.0);
    } else if (n == 2) {
        h = top - (length(vec2(x + 0.08, 0.14)) - 0.14) * (x > -0.08 ? 2.7 : 2.2);
    } else if (n < 5) {
        float inner = upper ? (n == 3 ? 1.0 : 0.5) : n == 3 ? 2.8 : 1.3;
        h = cusp(p, vec2(-0.02 * w, upper ? 0.25 * d : 0.15 * d), top, 0.85);
        if (!upper && n == 4) {
            h = higher(h, cusp(p, vec2(-0.14 * w, -0.27 * d), top - inner, 0.85), 0.25);
            h = higher(h, cusp(p, vec2(0.20 * w, -0.27 * d), top - inner - 0.3, 0.9), 0.25);
        } else h = higher(h, cusp(p, vec2(-0.06 * w, -0.26 * d), top - inner, 0.85), 0.25);
        h = higher(h, top - 1.5 - 4.8 * (abs(x) - 0.74) * (abs(x) - 0.74) - 0.04 * p.y * p.y, 0.5);
    } else {
        int first = (upper ? 0 : 10) + (n == 5 ? 0 : 5);
        h = top - 1.9 - 10.4 * (abs(x) - 0.76) * (abs(x) - 0.76);
        for (int i = first; i < first + 5; i++)
            h = higher(h, cusp(p, CUSPS[i].xy * vec2(w, d), top - CUSPS[i].z, CUSPS[i].w), 0.22);
        h = max(h, top - 3.2);
    }
    return -higher(-h, -(top - c.wear), 0.25 + 0.5 * c.wear) + 0.0625;
}
