/*
title = "Stutter"
says = "Four moments are said again and again until the beat is over, as by a player that cannot read on."
fault = "stale"
reads = ["source", "held"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "Share of the beats in which a strip stutters."
[params.rate]
default = 0.75
low = 0.1
high = 4.0
unit = "Hz"
help = "Beats in a second; each begins by living through the moments that it then repeats."
[params.span]
default = 0.09
low = 0.01
high = 1.0
unit = "s"
help = "Time from one of the four moments to the next; from 0.084 on they repeat less than 3 times a second."
[params.strips]
default = 5
low = 1
high = 32
unit = "strips"
help = "Strips of the picture, of uneven width, that stutter each by itself; 1 is the whole picture."
[[passes]]
name = "begun"
shader = "memory/begun.frag"
reads = ["begun"]
size = ["1", "1"]
[[passes]]
name = "held"
shader = "stutter/held.frag"
reads = ["source", "held", "begun"]
size = ["2 * width", "2 * height"]
*/
// reads   t_source; t_held: the four moments of this beat, 2 x 2, the first at the lower left
// writes  o: the source or one of them, texel for texel

#include "lib/hash/pcg.glsl"
#include "lib/math/beat.glsl"
#include "effects/stutter/span.glsl"

// Strip at x, 0 .. 1 of the width: even strips whose borders moved by up to a third of a strip.
int strip_at(float x) {
    int own = int(floor(x * float(u_strips) + 0.5));
    float border = float(own) + 0.66 * (unit(pcg2d(uvec2(own, u_seed)).x) - 0.5);
    return x * float(u_strips) < border && own > 0 || own == u_strips ? own - 1 : own;
}

void main() {
    ivec2 at = ivec2(pixel());
    ivec2 now = beat(u_rate_phase, u_rate * u_dt);
    uvec3 h = pcg3d(uvec3(strip_at(pixel().x / u_output.x), now.x, u_seed));
    int moment = now.y / span_frames();
    bool again = moment >= 4 && unit(h.x) < u_amount;
    ivec2 place = ivec2(moment & 1, moment >> 1 & 1) * ivec2(u_output);
    o = again ? texelFetch(t_held, at + place, 0) : texelFetch(t_source, at, 0);
}
