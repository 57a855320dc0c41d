// Light of the creatures and of the water, on nothing.
//
// reads   t_glass, t_strands, t_sea, u_glow
// writes  o  linear light, premultiplied: what is dark is not there

#include "lib/tone/aces.glsl"

void main() {
    ivec2 here = target_texel();
    vec3 light = fetch_glass(here).rgb + fetch_strands(here).rgb + texture(t_sea, pixel() / u_output).rgb;
    light = tone_aces(light * exp2(u_glow));
    float most = max(light.r, max(light.g, light.b));
    o = vec4(light, most) * step(0.0004, most);
}
