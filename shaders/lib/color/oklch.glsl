// vec3 oklch_from_linear(vec3 rgb)      vec3 oklch_to_linear(vec3 lch)
//
// Oklab by lightness, chroma and hue: the numbers in which palettes are chosen.
//
// rgb      linear-light sRGB primaries, 0 .. 1 in gamut
// lch      L 0 .. 1; C 0 .. 0.32 in sRGB; h in degrees, any turn (about 29 red, 110 yellow, 142 green,
//          264 blue); returned h is 0 .. 360, 0 where C is below 1e-5 and hue means nothing
// exact    as oklab; to_linear may leave 0 .. 1: see color/gamut_clip.glsl
// source   Ottosson 2020; CSS Color 4 uses the same numbers

#include "lib/color/oklab.glsl"

vec3 oklch_from_linear(vec3 rgb) {
    vec3 lab = oklab_from_linear(rgb);
    float chroma = length(lab.yz);
    float turn = chroma < 1e-5 ? 0.0 : degrees(atan(lab.z, lab.y));
    return vec3(lab.x, chroma, turn < 0.0 ? turn + 360.0 : turn);
}

vec3 oklch_to_linear(vec3 lch) {
    float turn = radians(lch.z);
    return oklab_to_linear(vec3(lch.x, lch.y * cos(turn), lch.y * sin(turn)));
}
