/*
title = "Block displacement"
reads = ["source", "places"]
says = "Blocks of the picture lie where they do not belong, as where a stream lost its motion."
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "Share of the picture that is out of place."
[params.size]
default = 24
low = 4
high = 160
unit = "blocks"
help = "Blocks along the short edge."
[params.reach]
default = 0.16
low = 0.0
high = 0.5
unit = "widths"
help = "How far a piece may lie from its place."
[params.rate]
default = 1.5
low = 0.05
high = 8.0
unit = "Hz"
help = "How often a piece moves on. Pieces take turns."
[[passes]]
name = "places"
shader = "blocks/places.frag"
size = ["ceil(width / 4)", "ceil(height / 4)"]
format = "f4"
filter = "nearest"

[draw]
footprint = {whole = ["source"]}
*/
// reads   t_source, t_places: px by which each block lies out of place
// writes  o: the picture, pieces of it from elsewhere; never blended
// space   px, y up; blocks from the lower left; beyond an edge the picture comes again

void main() {
    int side = max(4, int(min(u_resolution.x, u_resolution.y)) / u_size);
    vec2 at = pixel() - texelFetch(t_places, ivec2(pixel() / float(side)), 0).xy;
    o = fetch_source(ivec2(at - floor(at / u_resolution) * u_resolution));
}
