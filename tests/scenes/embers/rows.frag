// Which area a pixel belongs to, and what its figure says.
//
// reads   u_rows, u_moment, u_resolution (px)
// writes  o.x  row of the table, -1 between the embers: what `pick` reads
//         o.y  state of its figure; o.z  value, ratio 0 .. 1; o.w  distance from the ember's centre, places
// space   place: one square of a grid of 9 columns, counted from the lower left

#include "lib/data/cell.glsl"

const int COLUMNS = 9;

void main() {
    vec2 size = vec2(COLUMNS, (u_rows + COLUMNS - 1) / COLUMNS);
    vec2 place = pixel() / u_resolution * size, side = u_resolution / size;
    int row = int(place.y) * COLUMNS + int(place.x);
    float far = length((fract(place) - 0.5) * side) / min(side.x, side.y);
    Cell seen = data_at(row, COL_DENTAL_VISIT, u_moment);
    bool ember = far < 0.4 && row < u_rows;
    o = vec4(ember ? float(row) : -1.0, float(seen.state), seen.value / 100.0, far);
}
