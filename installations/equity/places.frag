// What every area's pipes show, and where they stand in the fan.
//
// reads   t_table, u_strata, u_moment, u_seed, u_great, u_pipes
// writes  rows 0 and 1, the left and the right wing:  x reach 0 .. 1   y half its interval   z state
//                 w how far the other wing's go beyond it, 0 .. 1, 0 where either is not known
//         row 2:  x where they begin, share of the fan, in whole parts of it   y how much they take   z how many pipes
//                 w mean of the gap over all areas of which both are known, 0 .. 1

#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"
#include "layout.glsl"

// The left wing is the first group, the right one the last; of one group the right is everybody, and without any the
// left is the first time of which there are figures.
Cell figure(int row, int side) {
    int last = u_strata - 1;
    if (u_strata == 0) return data_at(row, ROLE_REACH, side == 0 ? 0.0 : u_moment);
    return data_at(row, role_of(ROLE_REACH, side == 0 ? 0 : last > 0 ? last : -1), u_moment);
}

float part(float value) {
    return clamp(role_part(ROLE_REACH, value), 0.0, 1.0);
}

float gap(int row) {
    Cell a = figure(row, 0), b = figure(row, 1);
    return is_known(a.state) && is_known(b.state) ? part(b.value) - part(a.value) : 0.0;
}

bool both_known(int row) {
    return is_known(figure(row, 0).state) && is_known(figure(row, 1).state);
}

// Breadth of an area's pipes before all are fitted: by chance, one of many far broader.
float breadth(int seat) {
    float chance = 0.65 + 0.8 * unit(pcg(uint(seat) * 747u + u_seed));
    return seat == int(pcg(u_seed + 91u) % uint(max(u_rows, 1))) && u_rows > 4 ? u_great : chance;
}

void main() {
    int row = texel().x, side = texel().y;
    if (side < 2) {
        Cell cell = figure(row, side);
        float way = gap(row) * (side == 0 ? 1.0 : -1.0);
        float half_width = 0.5 * (part(cell.high) - part(cell.low));
        o = vec4(is_known(cell.state) ? part(cell.value) : 0.0, half_width, float(cell.state), max(way, 0.0));
        return;
    }
    // Who comes first is the seed's.
    int first = int(pcg(u_seed + 17u) % uint(max(u_rows, 1))), own = (row + first) % max(u_rows, 1);
    float before = 0.0, all = 0.0, sum = 0.0, known = 0.0;
    for (int k = 0; k < u_rows; k++) {
        float wide = breadth(k);
        if (k < own) before += wide;
        all += wide;
        if (both_known(k)) sum += abs(gap(k)), known++;
    }
    float start = round(before / all * FINE) / FINE, wide = round((before + breadth(own)) / all * FINE) / FINE - start;
    o = vec4(start, wide, u_pipes > 0 ? float(u_pipes) : ceil(48.0 / float(u_rows)), sum / max(known, 1.0));
}
