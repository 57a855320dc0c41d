// vec3 gamut_clip(vec3 lch)
//
// The linear sRGB colour of lch, its chroma reduced just until it can be shown; lightness and hue stay.
//
// lch      OKLCh: L any (<= 0 is black, >= 1 white), C >= 0, h in degrees
// returns  linear sRGB within 0 .. 1
// exact    chroma within C / 2^14 of the gamut's border; in-gamut colours pass untouched
// source   chroma reduction as in CSS Color 4, section 13, by bisection

#include "lib/color/oklch.glsl"

bool in_gamut(vec3 rgb, float slack) {
    return all(greaterThanEqual(rgb, vec3(-slack))) && all(lessThanEqual(rgb, vec3(1.0 + slack)));
}

vec3 gamut_clip(vec3 lch) {
    if (lch.x <= 0.0 || lch.x >= 1.0) {
        return vec3(step(1.0, lch.x));
    }
    vec3 rgb = oklch_to_linear(lch);
    // Rounding, as a share of the light of a grey this bright: in the dark a fixed slack would be a colour.
    float slack = 1e-5 * lch.x * lch.x * lch.x;
    if (!in_gamut(rgb, slack)) {
        float low = 0.0, high = lch.y;
        for (int i = 0; i < 14; i++) {
            float middle = 0.5 * (low + high);
            if (in_gamut(oklch_to_linear(vec3(lch.x, middle, lch.z)), slack)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        rgb = oklch_to_linear(vec3(lch.x, low, lch.z));
    }
    return clamp(rgb, 0.0, 1.0);
}
