// The flat in the light of a low sun: sand, water with the sky in it, kelp under water, and what covers them.
//
// reads   t_camera, t_bed, t_plan_look, t_veil, t_tone, t_relief, t_grain, t_edges, colours and light,
//         u_swell_phase, u_playhead
// writes  o  linear light
// space   p: heights of the picture, as lib/place has it

#include "lib/tone/aces.glsl"
#include "spot.glsl"
#include "sky.glsl"
#include "ground.glsl"
#include "water.glsl"
#include "cover.glsl"

void main() {
    Seen seen = seen_at(pixel());
    Spot s = spot_at(seen);
    Lamps lamps = lamps_at(s.p, fetch_camera(ivec2(1, 0)).xyz);
    Ground g = ground_at(s, lamps, seen.wide.y);
    vec3 sky, light = with_water(s, g, lamps, seen, sky);
    light = with_untold(s, g, lamps, light, seen.wide.y);
    light = with_cover(s, g, lamps, light, seen.wide.y);
    // Far away everything is air.
    vec3 haze = mix(low_sky(seen.way, lamps.sun), vec3(0.032, 0.054, 0.10), u_night);
    light = mix(light, haze, 1.0 - exp(-0.02 * seen.far * seen.far * u_tilt / 30.0));
    if (seen.sky) light = sky;
    o = vec4(tone_aces(light * exp2(u_glow) * 1.1), 1.0);
}
