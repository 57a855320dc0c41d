/*
title = "Ghost"
says = "The older picture shows through where the newer one has worn thin, as on a canvas painted over."
fault = "revised"
reads = ["source", "kept", "kept.older", "wear"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How far the newer picture is worn away."
[params.rate]
default = 0.3
low = 0.02
high = 4.0
unit = "Hz"
help = "How often a picture is kept; what shows through is one to one and a half beats old."
[params.drift]
default = 0.02
low = -0.2
high = 0.2
unit = "widths"
help = "How far the older picture stands to the right, as an echo of the air."
[params.grain]
default = 3.0
low = 0.5
high = 24.0
unit = "patches"
help = "Worn patches along the short edge."
[params.veil]
default = 0.8
low = 0.0
high = 1.0
help = "How opaque the older picture is where all is worn."
[[passes]]
name = "begun"
shader = "memory/begun.frag"
reads = ["begun"]
size = ["1", "1"]
[[passes]]
name = "kept"
shader = "ghost/kept.frag"
reads = ["source", "kept", "kept.older", "begun"]
outputs = ["older"]
[[passes]]
name = "wear"
shader = "ghost/wear.frag"
reads = []
size = ["width / 8", "height / 8"]

[draw]
footprint = {radius = "width / 5 + 1"}
*/
// reads   t_source; t_kept, t_kept_older: two older pictures; t_wear: x how early the paint wears off, 0 .. 1
// writes  o: linear light, premultiplied
// space   px, y up

#include "lib/math/fade.glsl"

void main() {
    ivec2 at = target_texel();
    vec4 source = fetch_source(at);
    float early = texture(t_wear, pixel() / u_output).x;
    float worn = u_veil * (1.0 - smoothstep(0.8, 1.0, early + 1.0 - 1.2 * u_amount));
    // The younger of the two comes while the older one goes: the ghost moves, and never jumps.
    int x = clamp(at.x - int(round(u_drift * u_output.x)), 0, int(u_output.x) - 1);
    vec4 younger = fetch_kept(ivec2(x, at.y)), older = fetch_kept_older(ivec2(x, at.y));
    vec4 ghost = mix(older, younger, fade(fract(u_rate_phase)));
    o = worn > 0.0 && u_amount > 0.0 ? worn * ghost + (1.0 - worn * ghost.a) * source : source;
}
