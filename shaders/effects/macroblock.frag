/*
title = "Macroblock decay"
says = "The picture is sent as waves in blocks of 8 by 8 samples, and ever fewer waves are sent."
fault = "suppressed"
reads = ["source", "rebuilt"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How coarsely the waves are rounded."
[params.uneven]
default = 0.6
low = 0.0
high = 1.0
help = "How much worse some macroblocks fare than others."
[params.rate]
default = 0.5
low = 0.02
high = 8.0
unit = "Hz"
help = "How often the bad ones change. They take turns."
[[passes]]
name = "samples"
shader = "macroblock/samples.frag"
reads = ["source"]
size = ["min(ceil(width * 45 / height), 2048) * 8", "min(ceil(2048 * height / width), 45) * 8"]
format = "f4"
[[passes]]
name = "across"
shader = "macroblock/across.frag"
reads = ["samples"]
size = ["min(ceil(width * 45 / height), 2048) * 8", "min(ceil(2048 * height / width), 45) * 8"]
format = "f4"
[[passes]]
name = "waves"
shader = "macroblock/waves.frag"
reads = ["across"]
size = ["min(ceil(width * 45 / height), 2048) * 8", "min(ceil(2048 * height / width), 45) * 8"]
format = "f4"
[[passes]]
name = "down"
shader = "macroblock/down.frag"
reads = ["waves"]
size = ["min(ceil(width * 45 / height), 2048) * 8", "min(ceil(2048 * height / width), 45) * 8"]
format = "f4"
[[passes]]
name = "rebuilt"
shader = "macroblock/rebuilt.frag"
reads = ["down"]
size = ["min(ceil(width * 45 / height), 2048) * 8", "min(ceil(2048 * height / width), 45) * 8"]
*/
// reads   t_source, t_rebuilt: 360 rows of samples, from their rounded waves; of a strip so long that its samples
//         would be more across than a GPU takes, 16384 across and fewer rows
// writes  o: that picture; it comes in over the first fifth of the way, for even unrounded it is softer
// space   the samples cover the picture from its lower left; the last block may reach beyond it

void main() {
    vec4 source = fetch_source(target_texel());
    float high = max(u_resolution.y, u_resolution.x * (360.0 / 16384.0));  // px of 360 rows
    vec2 at = pixel() * 360.0 / (high * vec2(textureSize(t_rebuilt, 0)));
    o = mix(source, vec4(textureLod(t_rebuilt, at, 0.0).rgb, source.a), min(1.0, 5.0 * u_amount));
}
