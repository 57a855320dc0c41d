// What a set makes of the signal.
//
// reads   t_wire, t_timing, t_colour
// writes  o.rgb  linear light, 0 .. 1
//
// Luma is what is left of the signal when its colour is sent once more and taken away: so colour edges
// keep their crawling dots, and fine stripes of grey take on colour.

#include "carrier.glsl"
#include "lib/color/srgb.glsl"

void main() {
    ivec2 at = texel(), cycle = ivec2(at.x >> 2, at.y), next = ivec2(min(cycle.x + 1, 191), at.y);
    vec4 timing = texelFetch(t_timing, ivec2(0, at.y), 0);
    float turned = timing.y / 1.5707963 - timing.x;
    vec2 colour = mix(texelFetch(t_colour, cycle, 0).xy, texelFetch(t_colour, next, 0).xy, 0.25 * float(at.x & 3));
    float luma = (texelFetch(t_wire, at, 0).x - 7.5) / 92.5;
    luma -= dot(colour, carrier(float(at.x) + turned, at.y, u_frame));
    float red = luma + colour.y / 0.877283, blue = luma + colour.x / 0.492111;
    vec3 code = vec3(red, (luma - 0.299 * red - 0.114 * blue) / 0.587, blue);
    o = vec4(srgb_decode(clamp(code, 0.0, 1.0)), 1.0);
}
