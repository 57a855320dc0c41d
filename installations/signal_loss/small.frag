// What the cameras of the small receivers see now.
//
// reads   t_busts, t_blinks, t_signal
// writes  o.x  luma, gamma-coded      o.y, o.z  colour, as studio.glsl has it

#include "atlas.glsl"
#include "studio.glsl"

void main() {
    int row = tile_at(texel(), u_resolution);
    o = vec4(0.0);
    if (row >= u_rows) return;
    vec4 tile = tile_of(row, u_resolution);
    vec2 at = (vec2(texel()) + 0.5 - tile.xy) / tile.zw * 2.0 - 1.0;
    vec4 figure = texelFetch(t_signal, ivec2(row, 2), 0), more = texelFetch(t_signal, ivec2(row, 3), 0);
    vec3 seen = studio(texelFetch(t_busts, texel(), 0), at, figure, row);
    if (more.w > 0.0) seen = mix(seen, studio(texelFetch(t_blinks, texel(), 0), at, figure, row), more.w);
    o = vec4(seen, 0.0);
}
