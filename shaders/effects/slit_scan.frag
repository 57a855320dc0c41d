/*
title = "Slit scan"
says = "A slit wanders over the picture and only what it passes is renewed: every line is from another time."
fault = "stale"
reads = ["source", "scanned"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How narrow the slit is: at 0 all is open, at 1 it is one line."
[params.rate]
default = 0.2
low = 0.01
high = 4.0
unit = "Hz"
help = "How often a slit passes each line."
[params.slits]
default = 1
low = 1
high = 24
unit = "slits"
help = "Slits that wander one behind the other."
[params.angle]
default = 0.0
low = -180.0
high = 180.0
unit = "deg"
help = "Which way they wander: 0 is up, 90 to the left."
[params.lamp]
default = 0.5
low = 0.0
high = 2.0
unit = "stop"
help = "Light that the slit throws on what it passes."
[[passes]]
name = "begun"
shader = "memory/begun.frag"
reads = ["begun"]
size = ["1", "1"]
[[passes]]
name = "scanned"
shader = "slit_scan/scanned.frag"
reads = ["source", "scanned", "begun"]
*/
// reads   t_source; t_scanned: each line from the frame in which a slit passed it
// writes  o: linear light, premultiplied; away from the lamp texel for texel

#include "effects/slit_scan/slit.glsl"

void main() {
    ivec2 at = target_texel();
    vec4 scanned = fetch_scanned(at);
    float behind = slit_behind(pixel());
    float lamp = u_amount * u_lamp * exp2(-behind * 60.0 / float(u_slits));
    o = lamp > 0.002 ? vec4(scanned.rgb * exp2(lamp), scanned.a) : scanned;
}
