// vec3 tone_reinhard(vec3 light, float white)
//
// A gentle curve on luminance alone: hue and saturation stay, shadows are untouched, highlights bend.
//
// light    linear, >= 0
// white    > 0: the luminance that becomes 1; large = softer
// returns  linear; luminance 0 .. 1 for light up to white, a saturated channel may exceed 1
// exact    to rounding
// source   Reinhard et al., "Photographic Tone Reproduction", 2002, eq. 4; weights of BT.709

vec3 tone_reinhard(vec3 light, float white) {
    float y = dot(light, vec3(0.2126, 0.7152, 0.0722));
    return light * (1.0 + y / (white * white)) / (1.0 + y);
}
