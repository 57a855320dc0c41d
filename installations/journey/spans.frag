// From where to where each strand goes, and what chance gives it.
//
// reads   t_figures
// writes  o.x  first time of which something is said, of a strand without any the first of all      o.y  the last one
//         o.z  how much broader it is      o.w  tone of its paper, 0 .. 1
//         areas across

#include "lib/data/states.glsl"
#include "lib/hash/pcg.glsl"

void main() {
    int row = texel().x, first = u_times, last = -1;
    for (int time = 0; time < u_times; time++) {
        if (int(fetch_figures(ivec2(row, time)).w + 0.5) == MISSING) continue;
        first = min(first, time);
        last = time;
    }
    if (last < 0) first = 0, last = u_times - 1;  // of whom nothing was ever said is cut away from end to end
    int great = int(0.18 * float(u_rows) + 0.64 * float(u_rows) * fract(0.31 + 0.6180339887 * float(u_seed)));
    o = vec4(float(first), float(last), row == great && u_rows > 4 ? u_great : 1.0, unit(pcg2d(uvec2(row, 7u)).x));
}
