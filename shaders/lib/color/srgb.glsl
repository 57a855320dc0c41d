// vec3 srgb_encode(vec3 linear)      vec3 srgb_decode(vec3 encoded)
//
// The sRGB transfer curve, both ways: light to display value and back.
//
// linear   light, 0 .. 1 (beyond 1 and below 0 the curve goes on, mirrored at 0)
// encoded  display value, same range
// exact    the piecewise curve itself, to float rounding; the two are inverse within 1e-6
// source   IEC 61966-2-1:1999

vec3 srgb_encode(vec3 linear) {
    vec3 a = abs(linear);
    vec3 curve = 1.055 * pow(max(a, 0.0031308), vec3(1.0 / 2.4)) - 0.055;
    return sign(linear) * mix(12.92 * a, curve, greaterThan(a, vec3(0.0031308)));
}

vec3 srgb_decode(vec3 encoded) {
    vec3 a = abs(encoded);
    vec3 curve = pow((a + 0.055) / 1.055, vec3(2.4));
    return sign(encoded) * mix(a / 12.92, curve, greaterThan(a, vec3(0.04045)));
}
