// How far every pipe reaches at each time.
//
// reads   t_table
// writes  o.x  where porcelain ends, all along the pipe; -1 where that is not known
//         a place's left wing and its right one across, times up

#include "figure.glsl"
#include "reach.glsl"

void main() {
    Cell cell = figure(texel().x / 2, texel().x % 2, float(texel().y));
    o = vec4(is_known(cell.state) ? reach_of(shown_part(cell.value), cell.state) : -1.0, 0.0, 0.0, 1.0);
}
