// How wide prisms may be for each place of a field's lattice to lie within the field: convex as it is, places come in one
// after the other as they shrink, so that there is a width at which a hundred do.
//
// reads   t_settled, t_borders
// writes  column = candidate, line = row of the table; o.x  that width, wall; -1 for what is no candidate

#include "wall.glsl"
#include "field.glsl"
#include "lib/pattern/hex_grid.glsl"

const float MARGIN = 0.52;  // of a prism, from its axis to the border

void main() {
    int row = texel().y;
    ivec2 cell = cell_of(texel().x);
    o = vec4(-1.0);
    if (index_of(cell) < 0) return;
    vec2 site = texelFetch(t_settled, ivec2(row, 0), 0).xy;
    vec2 way = turned(hex_centre(cell), turn_of(site, row));
    float wide = 9.0;
    for (int k = 0; k < 16; k++) {
        vec4 border = texelFetch(t_borders, ivec2(row, k), 0);
        float along = dot(border.xy, way) + MARGIN;
        if (along > 0.0) wide = min(wide, max(border.z, 0.0) / along);
    }
    float low = 0.0;
    for (int i = 0; i < 16 && within_wall(site + wide * way) < MARGIN * wide; i++) {
        float half_ = 0.5 * (low + wide);
        if (within_wall(site + half_ * way) < MARGIN * half_) wide = half_; else low = half_;
        if (i == 15) wide = low;
    }
    o = vec4(wide, 0.0, 0.0, 1.0);
}
