// vec3 thin_film(float cosine, float thickness, float film, float base)
//
// The colours of a soap skin, of oil on water, of a lustre glaze: light mirrored by a clear film.
//
// cosine      of the angle between view and normal, 0 .. 1, clamped to 1e-3 .. 1
// thickness   of the film, nm; 0 .. 2000. Beyond about 1000 real films look pale; three wavelengths do not
// film, base  refractive indices, 1 .. 3, of the film and what lies under it (water 1.33, enamel 1.63)
// returns     reflectance 0 .. 1 at 610, 545 and 465 nm, taken as linear red, green, blue
// exact       Airy's sum of all inner reflections, both polarisations averaged, no absorption
// source      Born and Wolf, Principles of Optics, section 7.6

// Fresnel's amplitudes (s, p) going from index n at cosine c into index m at cosine d.
vec2 film_amplitude(float n, float c, float m, float d) {
    return vec2((n * c - m * d) / (n * c + m * d), (m * c - n * d) / (m * c + n * d));
}

vec3 thin_film(float cosine, float thickness, float film, float base) {
    float c = clamp(cosine, 1e-3, 1.0);
    float s2 = 1.0 - c * c;
    float inside = sqrt(1.0 - s2 / (film * film)), under = sqrt(1.0 - s2 / (base * base));
    vec2 top = film_amplitude(1.0, c, film, inside), low = film_amplitude(film, inside, base, under);
    vec3 turn = cos(12.566370614359172 * film * thickness * inside / vec3(610.0, 545.0, 465.0));
    vec3 both = vec3(0.0);
    for (int i = 0; i < 2; i++) {
        float a = top[i] * top[i] + low[i] * low[i], b = 2.0 * top[i] * low[i];
        both += (a + b * turn) / (1.0 + top[i] * top[i] * low[i] * low[i] + b * turn);
    }
    return 0.5 * both;
}
