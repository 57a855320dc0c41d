// The evening behind the seeds: sky and sun.
//
// reads   t_seeds (premultiplied light), u_sun, u_sky, u_glow, u_light, u_seed, u_output (px)
// writes  o  linear light, alpha 1
// space   q: picture heights, x right, y up, origin in the middle

#include "lib/noise/fbm.glsl"
#include "lib/tone/aces.glsl"

void main() {
    vec2 q = (pixel() - 0.5 * u_output) / u_output.y;
    float wall = u_output.x / u_output.y;
    vec2 sun = vec2((u_sun - 0.5) * 0.8 * wall, -0.14), off = q - sun;
    float haze = fbm(vec2(q.x * 1.2 + float(u_seed % 50u), q.y * 5.0), 5.0, 0.5, 2u);
    float low = smoothstep(0.55, -0.5, q.y + 0.05 * haze), disc = smoothstep(0.235, 0.215, length(off));
    vec3 light = u_sky * mix(0.35, 0.9, low) + u_glow * 0.16 * low * low * exp(-1.2 * abs(off.x));
    light += u_glow * (0.10 * exp(-6.0 * dot(off, off)) + disc * 0.34 * mix(1.0, 0.55, smoothstep(-0.2, 0.2, off.y)));
    light *= 1.0 + 0.25 * haze * low;
    vec4 seeds = texture(t_seeds, pixel() / u_output);
    light = light * (1.0 - seeds.a) + seeds.rgb * (0.9 + 1.1 * exp(-2.5 * dot(off, off)));  // near the sun silk shines
    o = vec4(tone_aces(light * exp2(u_light) * 1.1), 1.0);
}
