// float prisms()      vec2 wall(vec2 px)      ivec2 seat_texel(ivec2 cell)      ivec2 texel_cell(ivec2 texel)      vec2 centre(ivec2 cell)
//
// The wall's own measure: one unit is one prism, x right, y up, origin in the middle.
//
// prisms  along the short edge: twice as many where areas are many, so that each still has some twenty
// px      place in the picture, px      cell    axial id of a prism, as pattern/hex_grid.glsl counts
// texel   where a prism's figures stand in the small targets, 256 x 80 or twice that; their middle is the wall's
// centre  of a prism: nature's lattice is not quite regular

#include "lib/pattern/hex_grid.glsl"
#include "lib/hash/pcg.glsl"

int fineness() {
    return u_rows > 160 ? 2 : 1;  // as the sizes of the passes in scene.py
}

float prisms() {
    return float(u_prisms * fineness());
}

vec2 wall(vec2 px) {
    return (px - 0.5 * u_output) / u_output.y * prisms();
}

ivec2 seat_texel(ivec2 cell) {
    return ivec2(cell.x + (cell.y >> 1), cell.y) + ivec2(128, 40) * fineness();
}

ivec2 texel_cell(ivec2 texel) {
    ivec2 at = texel - ivec2(128, 40) * fineness();
    return ivec2(at.x - (at.y >> 1), at.y);
}

vec2 centre(ivec2 cell) {
    uvec2 h = pcg2d(uvec2(cell + 4096) ^ u_seed * 2654435769u);
    return hex_centre(cell) + 0.30 * (vec2(unit(h.x), unit(h.y)) - 0.5);
}
