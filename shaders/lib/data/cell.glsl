// Cell data_cell(int row, int column, int time)      Cell data_at(int row, int column, float moment)
// float data_between(int row, int column, float moment)
//
// One figure of the data table with its interval and its state, at a time or between two.
//
// row      area or cohort, 0 .. u_rows - 1
// column   measure: COL_<NAME>, 0 .. u_columns - 1
// time     0 .. u_times - 1
// moment   time as a float, 0 .. u_times - 1, clamped; u_moment is the scene's own
// returns  value, low, high in the column's unit, 0 where state is neither VALUE nor ZERO; beyond the
//          table MISSING. data_at mixes two times only where both are known, else it gives the nearer one
//          (the earlier half-way); where a column was asked of nobody it goes on from release to release
//          data_between: 0 at a release of the column .. 1 half-way between two: what is drawn there
// exact    data_at equals data_cell at whole moments that are releases of the column
// source   renderer/data/texture.py: in a gap the state of a texel is 8 + state + part of the way

#include "lib/data/states.glsl"

struct Cell {
    float value;
    float low;
    float high;
    int state;
};

vec4 data_texel(int row, int column, int time) {
    bool beyond = min(row, min(column, time)) < 0 || row >= u_rows || column >= u_columns || time >= u_times;
    return beyond ? vec4(0.0, 0.0, 0.0, float(MISSING)) : texelFetch(t_table, ivec3(column, row, time), 0);
}

Cell data_drawn(vec4 texel) {
    return Cell(texel.x, texel.y, texel.z, texel.w < 7.5 ? int(texel.w + 0.5) : int(texel.w) - 8);
}

Cell data_cell(int row, int column, int time) {
    vec4 texel = data_texel(row, column, time);
    return texel.w < 7.5 ? data_drawn(texel) : Cell(0.0, 0.0, 0.0, MISSING);
}

Cell data_at(int row, int column, float moment) {
    float at = clamp(moment, 0.0, float(max(u_times - 1, 0)));
    int time = int(at);
    float part = at - float(time);
    Cell a = data_drawn(data_texel(row, column, time));
    if (part == 0.0) return a;
    Cell b = data_drawn(data_texel(row, column, time + 1));
    if (!is_known(a.state) || !is_known(b.state)) {
        return part <= 0.5 ? a : b;
    }
    int state = a.state == ZERO && b.state == ZERO ? ZERO : VALUE;
    return Cell(mix(a.value, b.value, part), mix(a.low, b.low, part), mix(a.high, b.high, part), state);
}

float data_between(int row, int column, float moment) {
    float at = clamp(moment, 0.0, float(max(u_times - 1, 0)));
    float a = data_texel(row, column, int(at)).w, b = data_texel(row, column, int(at) + 1).w;
    // In a gap the fraction is the part of the way between the releases around it.
    float way = mix(a < 7.5 ? 0.0 : fract(a), b < 7.5 ? 1.0 : fract(b), fract(at));
    return 1.0 - abs(2.0 * way - 1.0);
}
