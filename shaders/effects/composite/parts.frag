// The picture on television's raster, as luma and two colour differences.
//
// reads   t_source
// writes  o.xyz  Y 0 .. 1, U, V of gamma-corrected RGB (SMPTE 170M)
// space   768 samples of an active line at four times the subcarrier (SMPTE 244M), 486 lines from the foot
//
// The transfer curve is sRGB's in place of the camera's: it is undone by the same one.

#include "lib/color/srgb.glsl"

void main() {
    // Four taps over the sample's own area, each the mean of up to 2 x 2 px.
    vec2 cell = 1.0 / vec2(768.0, 486.0), first = (vec2(texel()) + 0.25) * cell;
    vec3 light = texture(t_source, first).rgb + texture(t_source, first + 0.5 * cell).rgb;
    light += texture(t_source, first + vec2(0.5 * cell.x, 0.0)).rgb;
    light += texture(t_source, first + vec2(0.0, 0.5 * cell.y)).rgb;
    vec3 code = srgb_encode(clamp(0.25 * light, 0.0, 1.0));
    float luma = dot(code, vec3(0.299, 0.587, 0.114));
    o = vec4(luma, 0.492111 * (code.b - luma), 0.877283 * (code.r - luma), 0.0);
}
