// What the cameras of the small receivers see now.
//
// reads   t_busts, t_signal
// writes  o.x  luma, gamma-coded      o.y  colour, blue-grey to amber

#include "atlas.glsl"
#include "studio.glsl"

void main() {
    int row = tile_at(texel(), u_resolution);
    o = vec4(0.0);
    if (row >= u_rows) return;
    vec4 tile = tile_of(row, u_resolution);
    vec2 at = (vec2(texel()) + 0.5 - tile.xy) / tile.zw * 2.0 - 1.0;
    o = vec4(studio(texelFetch(t_busts, texel(), 0), at, texelFetch(t_signal, ivec2(row, 2), 0)), 0.0, 0.0);
}
