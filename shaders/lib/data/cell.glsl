// Cell data_cell(int row, int column, int time)      Cell data_at(int row, int column, float moment)
//
// One figure of the data table with its interval and its state, at a time or between two.
//
// row      area or cohort, 0 .. u_rows - 1
// column   measure: COL_<NAME>, 0 .. u_columns - 1
// time     0 .. u_times - 1
// moment   time as a float, 0 .. u_times - 1, clamped; u_moment is the scene's own
// returns  value, low, high in the column's unit, 0 where state is neither VALUE nor ZERO; beyond the
//          table MISSING. data_at mixes two times only where both are known; else it gives the nearer
//          one as it is (the earlier one half-way), and so never invents a figure
// exact    data_at equals data_cell at whole moments

#include "lib/data/states.glsl"

struct Cell {
    float value;
    float low;
    float high;
    int state;
};

Cell data_cell(int row, int column, int time) {
    if (min(row, min(column, time)) < 0 || row >= u_rows || column >= u_columns || time >= u_times) {
        return Cell(0.0, 0.0, 0.0, MISSING);
    }
    vec4 texel = texelFetch(t_table, ivec3(column, row, time), 0);
    return Cell(texel.x, texel.y, texel.z, int(texel.w + 0.5));
}

Cell data_at(int row, int column, float moment) {
    float at = clamp(moment, 0.0, float(max(u_times - 1, 0)));
    int time = int(at);
    float part = at - float(time);
    Cell a = data_cell(row, column, time);
    if (part == 0.0) {
        return a;
    }
    Cell b = data_cell(row, column, time + 1);
    if (!is_known(a.state) || !is_known(b.state)) {
        if (part <= 0.5) {
            return a;
        }
        return b;
    }
    int state = a.state == ZERO && b.state == ZERO ? ZERO : VALUE;
    return Cell(mix(a.value, b.value, part), mix(a.low, b.low, part), mix(a.high, b.high, part), state);
}
