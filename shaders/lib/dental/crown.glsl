// float crown_field(Crown c, vec3 p)      float crown_axis(Crown c, float y)
//
// One tooth as a solid: negative inside, about the distance in mm near its surface.
//
// p        x from mesial to distal, y from neck to tip, z from lingual to labial, mm; 0 the middle of the neck
// axis     z of the middle of the section at height y, mm: every section is a star around it
// exact    no: of first order near the faces; the crown is a star around (0, 0.45 length, axis)

#include "lib/dental/cusps.glsl"

// Squareness of the section, how much narrower it is on the lingual side, its shear (the upper molars' rhomb).
const vec3 SECTIONS[8] = vec3[](
    vec3(2.7, 0.26, 0.0), vec3(2.5, 0.26, 0.0), vec3(2.05, 0.30, 0.0), vec3(2.3, 0.10, 0.0),
    vec3(2.3, 0.06, 0.0), vec3(3.0, 0.02, 0.10), vec3(2.9, 0.08, 0.10), vec3(2.6, 0.12, 0.08));

float crown_axis(Crown c, float y) {
    vec4 reach = crown_profile(c, y);
    return 0.5 * (reach.z - reach.w);
}

// What is taken off the faces: fossa between the ridges within, shallow grooves without. u, t in shares.
float crown_relief(Crown c, float u, float t, float face) {
    float band = smoothstep(0.10, 0.45, t) * smoothstep(1.02, 0.8, t);
    float n = float(c.shape % 8), without = smoothstep(0.1, 0.6, face), within = smoothstep(-0.1, -0.6, face);
    if (n < 1.5) {
        float groove = bump(abs(u) - 0.34, 30.0) * smoothstep(0.25, 0.85, t);
        float fossa = smoothstep(0.80, 0.35, abs(u)) * band;
        return 0.13 * groove * without + (c.shape < 8 ? 0.55 : 0.25) * fossa * within;
    }
    if (n < 2.5) {
        float ridge = bump(u, 14.0);
        float fossa = 0.4 * within * smoothstep(0.85, 0.5, abs(u));
        return band * (0.24 * without + fossa) * (1.0 - ridge);
    }
    if (n < 4.5) return -0.22 * bump(u, 9.0) * band * without;
    // Molars: the grooves between the cusps run down over the cheek and the tongue side.
    float place = c.shape < 8 ? 0.02 : -0.22, groove = bump(u - place, 90.0);
    if (c.shape == 13) groove += 0.8 * bump(u - 0.5, 110.0);
    float inner = bump(u - (c.shape < 8 ? 0.22 : 0.0), 90.0);
    return smoothstep(0.38, 0.95, t) * (0.34 * groove * without + 0.30 * inner * within);
}

float crown_field(Crown c, vec3 p) {
    vec4 reach = crown_profile(c, p.y);
    vec3 form = SECTIONS[c.shape % 8];
    float depth = 0.5 * (reach.z + reach.w), z = (p.z - 0.5 * (reach.z - reach.w)) / depth;
    float x = p.x + (c.shape < 8 ? form.z : 0.0) * p.z;
    float inner = clamp(0.25 - z, 0.0, 1.25), narrow = 1.0 - form.y * inner * inner;
    float wide = (x < 0.0 ? reach.x : reach.y) * narrow;
    vec2 q = vec2(abs(x) / wide, abs(z)) + 1e-5;
    vec2 steep = pow(q, vec2(form.x - 1.0));
    float sum = dot(steep, q), norm = pow(sum, 1.0 / form.x);
    float side = (norm - 1.0) / (length(steep / vec2(wide, depth)) * norm / sum);
    float t = p.y / c.size.y;
    side += crown_relief(c, x / wide, t, z);
    float k = c.shape % 8 < 3 ? 0.7 : 1.1;
    float field = higher(side, (p.y - crown_top(c, p.xz)) * 0.85, k);
    return higher(field, -c.end - p.y, 1.0);
}
