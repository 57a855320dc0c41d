// vec3 oklab_from_linear(vec3 rgb)      vec3 oklab_to_linear(vec3 lab)
//
// Oklab: a colour space where equal steps look equal and mixes do not turn grey or purple.
//
// rgb      linear-light sRGB primaries, D65; usually 0 .. 1, any finite value works
// lab      L 0 .. 1 (black .. white), a and b about -0.4 .. 0.4 (green-red, blue-yellow)
// exact    to the ten published digits; round trip within 2e-5 for rgb in 0 .. 1
// source   Ottosson, "A perceptual color space for image processing", 2020 (matrices of 2021-01-25)

vec3 oklab_from_linear(vec3 rgb) {
    const mat3 TO_LMS = mat3(
        0.4122214708, 0.2119034982, 0.0883024619,
        0.5363325363, 0.6806995451, 0.2817188376,
        0.0514459929, 0.1073969566, 0.6299787005);
    const mat3 TO_LAB = mat3(
        0.2104542553, 1.9779984951, 0.0259040371,
        0.7936177850, -2.4285922050, 0.7827717662,
        -0.0040720468, 0.4505937099, -0.8086757660);
    vec3 lms = TO_LMS * rgb;
    return TO_LAB * (sign(lms) * pow(abs(lms), vec3(1.0 / 3.0)));
}

vec3 oklab_to_linear(vec3 lab) {
    const mat3 TO_ROOT = mat3(
        1.0, 1.0, 1.0,
        0.3963377774, -0.1055613458, -0.0894841775,
        0.2158037573, -0.0638541728, -1.2914855480);
    const mat3 TO_RGB = mat3(
        4.0767416621, -1.2684380046, -0.0041960863,
        -3.3077115913, 2.6097574011, -0.7034186147,
        0.2309699292, -0.3413193965, 1.7076147010);
    vec3 root = TO_ROOT * lab;
    return TO_RGB * (root * root * root);
}
