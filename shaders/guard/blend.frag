// A picture drawn towards the one shown before it, where the flash guard says so; elsewhere itself, bit for bit.
//
// reads   t_picture, t_before  sRGB codes of one size, top row first
//         t_weights            share of the picture before, 0 .. 1, linear between the middles of its cells
// writes  o  sRGB codes, mixed in linear light

#include "lib/color/srgb.glsl"

uniform sampler2D t_picture, t_before, t_weights;

void main() {
    ivec2 at = ivec2(pixel());
    o = texelFetch(t_picture, at, 0);
    float weight = texture(t_weights, pixel() / vec2(textureSize(t_picture, 0))).r;
    if (weight <= 0.0) return;
    vec4 before = texelFetch(t_before, at, 0);
    if (weight >= 0.9999) { o = before; return; }
    vec3 light = mix(srgb_decode(o.rgb), srgb_decode(before.rgb), weight);
    o = vec4(srgb_encode(light), mix(o.a, before.a, weight));
}
