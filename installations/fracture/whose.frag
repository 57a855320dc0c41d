// Whose blossom is seen at a pixel, for whoever points at it.
//
// reads   t_pieces, t_relief, t_bowls
// writes  o.x  row of the table, -1 where no blossom is

#include "wall.glsl"

void main() {
    vec4 seen = fetch_pieces(target_texel());
    int row = seen.z < 0.5 ? -1 : int(fetch_relief(ivec2(wall_px(seen.xy))).w);
    vec4 bowl = texelFetch(t_bowls, ivec2(max(row, 0), 0), 0);
    o = vec4(distance(seen.xy, bowl.xy) < 1.15 * bowl.z ? float(row) : -1.0, 0.0, 0.0, 1.0);
}
