/*
title = "Line tear"
says = "Lines tear loose and swing back into place, as on a set that missed one sync pulse."
reads = ["source", "slip"]
fault = "missing"
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How many tears are open, and how far they go."
[params.tears]
default = 7
low = 1
high = 24
unit = "tears"
help = "Tears that may be open at once."
[params.reach]
default = 0.22
low = 0.0
high = 1.0
unit = "widths"
help = "How far a line may slip."
[params.recovery]
default = 0.07
low = 0.005
high = 0.5
unit = "heights"
help = "Way down the picture in which a slip falls to a third."
[params.ragged]
default = 0.012
low = 0.0
high = 0.1
unit = "widths"
help = "How much each line of a tear goes its own way."
[params.rate]
default = 0.8
low = 0.05
high = 8.0
unit = "Hz"
help = "How often a tear opens anew, elsewhere. Tears take turns."
[[passes]]
name = "slip"
shader = "tear/slip.frag"
size = ["1", "height"]
format = "f4"

[draw]
footprint = {whole = ["source"]}
*/
// reads   t_slip: widths by which each row lies to the right
// writes  o: the picture's rows, moved by whole px; what leaves on one side comes in on the other

void main() {
    float slipped = round(fetch_slip(ivec2(0, target_texel().y)).x * u_resolution.x);
    float x = pixel().x - slipped;
    o = fetch_source(ivec2(x - floor(x / u_resolution.x) * u_resolution.x, pixel().y));
}
