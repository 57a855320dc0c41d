/*
title = "Sync loss"
says = "The picture no longer holds: lines lean, the frame rolls, and its dark margins come into sight."
reads = ["source", "raster"]
fault = "missing"
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How far the set is out of tune: up to a half it still holds, displaced; beyond, it slips."
[params.lean]
default = 1.0
low = -12.0
high = 12.0
unit = "lines' widths"
help = "Widths by which the lines slip from top to bottom, once they do."
[params.roll]
default = 0.22
low = 0.02
high = 4.0
unit = "Hz"
help = "How often the frame rolls through, once it does."
[params.shake]
default = 0.004
low = 0.0
high = 0.05
unit = "widths"
help = "How uneven the lines are."
[[passes]]
name = "raster"
shader = "sync_loss/raster.frag"
size = ["1", "height"]
format = "f4"

[draw]
footprint = {whole = ["source"]}
*/
// reads   t_raster: where the beam is on each row; t_source
// writes  o: the picture on the raster of a set without sync; blanking and its signals between pictures
// space   x: widths from the left edge of the picture, the line goes on to 1 + BLANK

const float BLANK = 0.2070;  // blanking beside the active line, 10.9 us of 52.66 us (SMPTE 170M)
const vec3 PEDESTAL = vec3(0.0035, 0.0040, 0.0055);  // blanking glows a little on a set turned up too far

// What a line carries outside the picture: the front porch, the sync pulse, the colour burst.
vec3 porch(float x) {
    float us = (x - 1.0) * 52.66;
    // Nine cycles of the subcarrier, 5.3 us after the sync's edge, half a cycle on from line to line.
    float cycle = fract(us * 3.579545 + 0.5 * float(int(pixel().y * 486.0 / u_resolution.y) & 1));
    float burst = step(6.8, us) * step(us, 9.3) * step(0.5, cycle);
    float sync = step(1.5, us) * step(us, 6.2);
    return PEDESTAL * (1.0 - sync) + burst * vec3(0.016, 0.015, 0.003);  // its phase is yellow-green
}

void main() {
    if (u_amount <= 0.0) {
        o = fetch_source(target_texel());
        return;
    }
    vec4 row = fetch_raster(ivec2(0, target_texel().y));
    float x = (float(target_texel().x) + 0.5) / u_resolution.x - row.x;
    x -= floor(x / (1.0 + BLANK)) * (1.0 + BLANK);
    // Captions and test signals ride in the frame's margin: a row of dashes, as bits.
    float bit = float((int(row.z) >> clamp(int(x * 24.0), 0, 23)) & 1);
    vec3 margin = PEDESTAL + vec3(0.16, 0.17, 0.20) * row.w * bit;
    vec3 out_of_sight = x >= 1.0 ? porch(x) : margin;
    bool seen = x < 1.0 && row.y >= 0.0;
    vec4 source = fetch_source(ivec2(min(x, 0.99999) * u_resolution.x, max(row.y, 0.0)));
    o = seen ? source : vec4(out_of_sight, max(source.a, out_of_sight.b));
}
