/*
title = "Pixel sort"
says = "Lines comb their light from dark to bright wherever a value cannot be true."
fault = "implausible"
reads = ["source", "sorted"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "Share of the stretches that are sorted."
[params.dark]
default = 0.12
low = 0.0
high = 1.0
help = "Lightness below which a pixel stays and ends a stretch; as the amount rises it falls to 0."
[params.light]
default = 1.0
low = 0.0
high = 1.0
help = "Lightness above which it does."
[params.reach]
default = 256
low = 2
high = 256
unit = "px"
help = "Longest stretch."
[params.band]
default = 40.0
low = 1.0
high = 400.0
unit = "px"
help = "About how many lines side by side are sorted together."
[params.upright]
default = true
help = "Whether columns are sorted, upwards; else rows, to the right."
[params.falling]
default = false
help = "Whether the bright end comes first."
[params.rate]
default = 0.1
low = 0.0
high = 8.0
unit = "Hz"
help = "How often the lots are drawn anew."
[[passes]]
name = "sorted"
shader = "pixel_sort/sorted.comp"
reads = ["source"]
local = [64, 1]
footprint = {whole = true}
filter = "nearest"
*/
// reads   t_source; t_sorted
// writes  o: linear light, premultiplied; a permutation of the source's pixels

void main() {
    ivec2 at = target_texel();
    o = u_amount > 0.0 ? fetch_sorted(at) : fetch_source(at);
}
