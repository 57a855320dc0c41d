/*
title = "Stutter"
says = "Four moments are said again and again until the beat is over, as by a player that cannot read on."
fault = "stale"
reads = ["source", "held", "held.second", "held.third", "held.fourth"]
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
reads = ["held", "held.second", "held.third", "held.fourth", "source", "begun"]
outputs = ["second", "third", "fourth"]
*/
// reads   t_source; t_held, t_held_second, t_held_third, t_held_fourth: the four moments of this beat
// writes  o: the source or one of them, texel for texel

#include "lib/hash/pcg.glsl"
#include "effects/stutter/span.glsl"

// Strip at x, 0 .. 1 of the width: even strips whose borders moved by up to a third of a strip.
int strip_at(float x) {
    int own = int(floor(x * float(u_strips) + 0.5));
    float border = float(own) + 0.66 * (unit(pcg2d(uvec2(own, u_seed)).x) - 0.5);
    return x * float(u_strips) < border && own > 0 || own == u_strips ? own - 1 : own;
}

void main() {
    ivec2 at = target_texel();
    uvec3 h = pcg3d(uvec3(strip_at(pixel().x / u_output.x), u_rate_beat.x, u_seed));
    int moment = u_rate_beat.y / span_frames();
    bool again = moment >= 4 && unit(h.x) < u_amount;
    if (!again) o = fetch_source(at);
    else if ((moment & 3) < 2) o = (moment & 3) == 0 ? fetch_held(at) : fetch_held_second(at);
    else o = (moment & 3) == 2 ? fetch_held_third(at) : fetch_held_fourth(at);
}
