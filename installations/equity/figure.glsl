// Cell figure(int part, int side, float moment)      float shown_part(float value)
//
// What a wing shows of a place in the fan.
//
// side      0 the left wing, 1 the right      moment  as data_at
// reads     t_table, u_strata, u_rows
// returns   figure: the mean of its areas      shown_part: where in the range of the role a value lies, 0 .. 1
//
// The left wing is the first group, the right one the last; of one group the right is everybody, and without any the
// left stays at the first time. The twin of phrases() in scene.py, which tells it.

#include "lib/data/mean.glsl"
#include "layout.glsl"

Cell figure(int part, int side, float moment) {
    int column = ROLE_REACH;
    if (u_strata > 0) column = role_of(ROLE_REACH, side == 0 ? 0 : u_strata > 1 ? u_strata - 1 : -1);
    else if (side == 0) moment = 0.0;
    return data_mean(part_first(part), part_areas(part), column, moment);
}

float shown_part(float value) {
    return clamp(role_part(ROLE_REACH, value), 0.0, 1.0);
}
