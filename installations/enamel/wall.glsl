// vec2 wall(vec2 px)      ivec2 seat_texel(ivec2 cell)      ivec2 texel_cell(ivec2 texel)      vec2 centre(ivec2 cell)
//
// The wall's own measure: one unit is one prism, x right, y up, origin in the middle.
//
// px      place in the picture, px      cell    axial id of a prism, as pattern/hex_grid.glsl counts
// texel   where a prism's figures stand in the small targets, 256 x 80; (128, 40) is the middle
// centre  of a prism: nature's lattice is not quite regular

#include "lib/pattern/hex_grid.glsl"
#include "lib/hash/pcg.glsl"

vec2 wall(vec2 px) {
    return (px - 0.5 * u_output) / u_output.y * float(u_prisms);
}

ivec2 seat_texel(ivec2 cell) {
    return ivec2(cell.x + (cell.y >> 1) + 128, cell.y + 40);
}

ivec2 texel_cell(ivec2 texel) {
    int r = texel.y - 40;
    return ivec2(texel.x - 128 - (r >> 1), r);
}

vec2 centre(ivec2 cell) {
    uvec2 h = pcg2d(uvec2(cell + 4096) ^ u_seed * 2654435769u);
    return hex_centre(cell) + 0.30 * (vec2(unit(h.x), unit(h.y)) - 0.5);
}
