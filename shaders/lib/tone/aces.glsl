// vec3 tone_aces(vec3 light)
//
// A film-like curve: lifted contrast, soft shoulder. Each channel alone, so bright colours drift in hue.
//
// light    linear, >= 0 (below 0 counts as 0); 1 gives 0.80, the curve nears 1 from about 6
// returns  linear, 0 .. 1
// exact    the fit itself; it follows the ACES reference curve, brighter, within a few percent
// source   Narkowicz, "ACES Filmic Tone Mapping Curve", 2015 (CC0)

vec3 tone_aces(vec3 light) {
    vec3 x = max(light, 0.0);
    // Beyond 1e4 the squares would overflow to inf / inf.
    x = min(x, 1e4);
    return clamp(x * (2.51 * x + 0.03) / (x * (2.43 * x + 0.59) + 0.14), 0.0, 1.0);
}
