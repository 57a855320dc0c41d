/*
title = "Text corruption"
says = "The picture is read as characters, and the characters break."
reads = ["source", "cells", "glyphs"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "Share of the picture that is characters, and how many of them are wrong."
[params.columns]
default = 120
low = 8
high = 320
unit = "characters"
help = "Characters side by side, as near as whole px to a dot allow."
[params.rate]
default = 2.0
low = 0.05
high = 12.0
unit = "Hz"
help = "How often a broken character changes. They take turns."
[[passes]]
name = "cells"
shader = "text/cells.frag"
reads = ["source"]
size = ["ceil(width / 6)", "ceil(height / 8)"]
filter = "nearest"
[[passes]]
name = "glyphs"
shader = "text/glyphs.frag"
size = ["192", "8"]
format = "u1"
filter = "nearest"
*/
// reads   t_source, t_cells: light and glyph of each cell; t_glyphs: 32 glyphs side by side
// writes  o: the picture; where a cell is a character, that glyph in the cell's light on a deep shade of it
// space   cells of 6 x 8 dots from the lower left

void main() {
    o = fetch_source(target_texel());
    int side = max(1, (int(u_resolution.x) + 3 * u_columns) / (6 * u_columns));  // px of a dot
    vec2 page = vec2(6.0, 8.0), at = pixel() / float(side), corner = floor(at / page);
    vec4 cell = texelFetch(t_cells, ivec2(corner), 0);
    if (cell.a < 0.0) {
        return;
    }
    float ink = texelFetch(t_glyphs, ivec2(at - corner * page + vec2(6.0 * cell.a, 0.0)), 0).r;
    o.rgb = cell.rgb * mix(0.12, 1.0, ink) * o.a;
}
