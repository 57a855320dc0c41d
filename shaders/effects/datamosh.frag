/*
title = "Datamosh"
says = "New motion drags the old picture along, because the frame that should have cleared it never came."
fault = "revised"
reads = ["source", "moshed"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "Share of the picture that has lost its key frames, in growing fields."
[params.push]
default = 2.5
low = 0.0
high = 8.0
help = "How far the paint is pushed; 1 follows the motion as it is."
[params.block]
default = 16
low = 1
high = 64
unit = "px"
help = "Side of the blocks that share one motion, as in a codec; 1 smears without blocks."
[params.refresh]
default = 0.08
low = 0.0
high = 4.0
unit = "Hz"
help = "How often a block gets its key frame after all."
[params.residue]
default = 0.35
low = 0.0
high = 1.0
help = "How much of the new picture's light and shade is written over the old paint."
[params.fields]
default = 3.0
low = 0.5
high = 16.0
unit = "fields"
help = "Fields along the short edge that fall, one after the other, as the amount rises."
[[passes]]
name = "begun"
shader = "memory/begun.frag"
reads = ["begun"]
size = ["1", "1"]
[[passes]]
name = "luma"
shader = "datamosh/luma.frag"
reads = ["source", "luma"]
size = ["ceil(width / 4)", "ceil(height / 4)"]
format = "f4"
[[passes]]
name = "coarse"
shader = "datamosh/coarse.frag"
reads = ["luma"]
size = ["ceil(width / 16)", "ceil(height / 16)"]
format = "f4"
[[passes]]
name = "drift"
shader = "datamosh/drift.frag"
reads = ["coarse"]
size = ["ceil(width / 16)", "ceil(height / 16)"]
format = "f4"
[[passes]]
name = "flow"
shader = "datamosh/flow.frag"
reads = ["luma", "drift"]
size = ["ceil(width / 8)", "ceil(height / 8)"]
format = "f4"
[[passes]]
name = "moshed"
shader = "datamosh/moshed.frag"
reads = ["source", "flow", "moshed", "begun"]
footprint = {whole = ["moshed"]}
*/
// Motion is optical flow of the picture so far (a scene gives no velocity of its own yet).
//
// reads   t_source; t_moshed: the old paint, pushed
// writes  o: linear light, premultiplied

void main() {
    ivec2 at = target_texel();
    o = u_amount > 0.0 ? fetch_moshed(at) : fetch_source(at);
}
