// The picture as a codec takes it in: 360 rows of luma and colour differences (16384 columns of a long strip).
//
// reads   t_source
// writes  o.xyz  Y' 0 .. 255, Cb and Cr -128 .. 128, of sRGB codes (JFIF, ITU-T T.871; black is 0, not -128)
// space   samples from the lower left; each is the mean light of its px

#include "lib/color/srgb.glsl"

void main() {
    float side = max(u_output.y, u_output.x * (360.0 / 16384.0)) / 360.0;  // px of a sample
    int taps = max(1, int(side * 0.5 + 0.5));  // each is the mean of 2 x 2 px
    vec3 light = vec3(0.0);
    for (int i = 0; i < taps * taps; i++) {
        vec2 inside = (vec2(i % taps, i / taps) + 0.5) / float(taps);
        light += texture(t_source, (vec2(texel()) + inside) * side / u_output).rgb;
    }
    vec3 code = 255.0 * srgb_encode(clamp(light / float(taps * taps), 0.0, 1.0));
    float luma = dot(code, vec3(0.299, 0.587, 0.114));
    o = vec4(luma, (code.b - luma) / 1.772, (code.r - luma) / 1.402, 0.0);
}
