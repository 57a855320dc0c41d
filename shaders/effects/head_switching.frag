/*
title = "Head switching"
says = "At the foot of a tape's picture one head lets go and the next one is not yet there."
reads = ["source", "line"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How far the foot of the picture is bent and torn."
[params.height]
default = 0.24
low = 0.005
high = 0.5
unit = "heights"
help = "How much of the foot is disturbed."
[params.reach]
default = 0.45
low = 0.0
high = 1.0
unit = "widths"
help = "How far its last line is drawn to the right."
[params.noise]
default = 0.6
low = 0.0
high = 1.0
help = "Brightness of the noise where the heads change."
[[passes]]
name = "line"
shader = "head_switching/line.frag"
size = ["1", "height"]
format = "f4"

[draw]
footprint = {whole = ["source"]}
*/
// reads   t_line: where each row lies; t_source
// writes  o: the picture, its foot bent; streaks of noise at the switch
// space   px, y up

#include "lib/hash/pcg.glsl"

void main() {
    vec4 line = fetch_line(ivec2(0, target_texel().y));
    float x = pixel().x - round(line.x * u_resolution.x);
    o = fetch_source(ivec2(x - floor(x / u_resolution.x) * u_resolution.x, pixel().y));
    if (line.y <= 0.0) {
        return;
    }
    // A head between two tracks hears neither: short streaks, bright at once and dying away.
    float place = pixel().x * 96.0 / u_resolution.x + line.w;
    uvec3 h = pcg3d(uvec3(floor(place), line.z, u_seed * 747796405u + uint(u_frame)));
    float streak = step(unit(h.x), line.y) * exp(-3.0 * fract(place)) * unit(h.y);
    vec3 light = u_noise * streak * vec3(0.95, 1.0, 1.05);
    o = vec4(o.rgb + light, max(o.a, min(light.g, 1.0)));
}
