// When light comes to each prism of a field.
//
// reads   t_members, t_fields
// writes  column = prism, line = row of the table; o.x  lateness, as lee.glsl

#include "wall.glsl"
#include "lee.glsl"
#include "lib/pattern/hex_grid.glsl"

void main() {
    int row = texel().y, found = 0;
    for (int i = 0; i < CANDIDATES; i++)
        if (texelFetch(t_members, ivec2(i, row), 0).x == float(texel().x)) found = i;
    ivec2 cell = cell_of(found);
    vec4 field = texelFetch(t_fields, ivec2(row, 0), 0);
    o = vec4(lee_of(field.xy + field.z * turned(hex_centre(cell), field.w), row), 0.0, 0.0, 1.0);
}
