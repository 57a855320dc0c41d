/*
title = "Mesh explode"
says = "The picture is a pane: it breaks from one blow, and its shards turn towards you in raking light."
fault = "tampered"
reads = ["source", "shards"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How far the shards have flown."
[params.shards]
default = 14
low = 2
high = 40
unit = "cells"
help = "Cells along the short edge; each breaks into two triangles."
[params.throw]
default = 0.55
low = 0.0
high = 2.0
unit = "heights"
help = "How far a shard flies at full amount."
[params.turn]
default = 110.0
low = 0.0
high = 720.0
unit = "deg"
help = "How far it turns at full amount."
[params.blow]
default = [0.5, 0.55]
low = 0.0
high = 1.0
help = "Where the blow falls; shards near it fly first and farthest."
[params.ground]
default = 0.03
low = 0.0
high = 1.0
help = "How much of the picture is left behind the shards."
[params.rim]
default = 1.0
low = 0.0
high = 4.0
help = "Light on the broken edges."
[[passes]]
name = "shards"
shader = "mesh_explode/shards.vert"
reads = ["source"]
instances = "ceil(40 * width / height) * 40 * 2 + ceil(40 * height / width) * 40 * 2"
vertices = "3"
blend = "over"
footprint = {whole = true}
*/
// reads   t_source; t_shards: the shards as they fly, premultiplied, alpha their coverage
// writes  o: the shards over what is left of the picture behind them

void main() {
    ivec2 at = target_texel();
    vec4 source = fetch_source(at), shards = fetch_shards(at);
    // The ground darkens as the cracks open: at first they are hairlines, not holes.
    vec4 behind = source * mix(1.0, u_ground, smoothstep(0.0, 0.15, u_amount));
    o = u_amount > 0.0 ? shards + (1.0 - shards.a) * behind : source;
}
