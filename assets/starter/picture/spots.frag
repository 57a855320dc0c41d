// Which pearl and which thread hang nearest to a pixel.
//
// reads   what strings.glsl reads, u_output (px)
// writes  o.xy  from the pearl's centre, in places      o.z  row of the table, -1 where there is no pearl
//         o.w   from the thread, in places

#include "strings.glsl"

void main() {
    float width = u_output.x / u_output.y, pitch = 0.86 * width / float(strings_now(width));
    Spot spot = nearest((pixel() - 0.5 * u_output) / u_output.y, width, pitch);
    bool near = length(spot.d) < 0.75;  // the softest pearl ends before that
    o = vec4(spot.d, near ? float(spot.row) : -1.0, spot.thread);
}
