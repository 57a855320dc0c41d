// A picture whose regular patterns are drawn towards the mean light around them, where the flash guard says so.
//
// reads   t_picture  sRGB codes, top row first
//         t_calm     rgb: linear light, a: how far towards it, 0 .. 1; linear between the middles of its cells
// writes  o  sRGB codes; itself, bit for bit, where a is 0

#include "lib/color/srgb.glsl"

uniform sampler2D t_picture, t_calm;

void main() {
    o = texelFetch(t_picture, ivec2(pixel()), 0);
    vec4 calm = texture(t_calm, pixel() / vec2(textureSize(t_picture, 0)));
    if (calm.a > 0.0) o.rgb = srgb_encode(mix(srgb_decode(o.rgb), calm.rgb, calm.a));
}
