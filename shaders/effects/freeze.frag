/*
title = "Freeze"
says = "Panes of the picture stand still and cool while time goes on around them."
fault = "stale"
reads = ["source", "held"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "Share of the panes that stand still."
[params.rate]
default = 0.25
low = 0.02
high = 4.0
unit = "Hz"
help = "How often a pane decides anew; frozen again it keeps its moment."
[params.panes]
default = 3
low = 1
high = 12
unit = "panes"
help = "Large panes along the short edge; many are split into four, and these again."
[params.frost]
default = 0.5
low = 0.0
high = 1.0
help = "How much of its colour a pane loses while it stands."
[[passes]]
name = "begun"
shader = "memory/begun.frag"
reads = ["begun"]
size = ["1", "1"]
[[passes]]
name = "held"
shader = "freeze/held.frag"
reads = ["source", "held", "begun"]
*/
// reads   t_source; t_held: the picture with its frozen panes
// writes  o: these, cooled by the time since they froze; elsewhere the source, texel for texel

#include "lib/color/oklab.glsl"
#include "effects/freeze/pane.glsl"

void main() {
    ivec2 at = target_texel();
    vec4 held = fetch_held(at);
    vec3 pane = pane_at(pixel());
    float cold = u_frost * smoothstep(0.0, 0.5, pane.y);
    if (pane.x > 0.5 && cold > 0.0) {
        // Ice keeps the light and lets the colour go, a little towards blue.
        vec3 lab = oklab_from_linear(max(held.rgb, 0.0));
        lab.yz = mix(lab.yz, vec2(-0.012, -0.03) * lab.x, cold);
        lab.x *= 1.0 + 0.10 * cold * exp2(-pane.z * 1080.0 / 3.0);  // the rim of the pane catches light
        held.rgb = max(oklab_to_linear(lab), 0.0);
    }
    o = held;
}
