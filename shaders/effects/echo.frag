/*
title = "Echo"
says = "Light stays where it has been and cools to amber, as on the phosphor of an old radar."
fault = "stale"
reads = ["source", "glow"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How bright the trails are beside the picture."
[params.life]
default = 2.4
low = 0.05
high = 20.0
unit = "s"
help = "Time after which a trail is half as bright."
[params.warmth]
default = 0.6
low = 0.0
high = 1.0
help = "How much longer red lives than green, and green than blue."
[[passes]]
name = "glow"
shader = "echo/glow.frag"
reads = ["source", "glow"]
*/
// reads   t_source; t_glow: the brightest of now and of all that fades
// writes  o: linear light, premultiplied; never darker than the source

void main() {
    ivec2 at = target_texel();
    vec4 source = fetch_source(at);
    o = max(source, u_amount * fetch_glow(at));
}
