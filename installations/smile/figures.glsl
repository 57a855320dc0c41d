// Figure figure_of(int tooth)
//
// What the people that a tooth stands for have told.
//
// tooth    0 .. 31: upper row from the patient's right, then the lower row (lib/dental/anatomy.glsl)
// reads    t_table, u_strata, u_each, u_place, u_moment
// returns  kept    share of people 0 .. 1 who kept their teeth: the upper row those who lost fewer than six, the
//                  lower row those who lost fewer than all, of the bundled figures
//          doubt   width of the interval, share of all people; as large half-way between two releases as DRAWN
//          state   as lib/data/states.glsl; kept and doubt are 0 where it is not known

#include "lib/data/cell.glsl"
#include "place.glsl"

const float DRAWN = 0.3;  // doubt of what is drawn half-way between two releases

struct Figure {
    float kept;
    float doubt;
    int state;
};

// The mean of all places, or one place; what is known of none is held, suppressed or missing, in this order.
Cell figure_cell(int column, int place, float moment) {
    if (place > 0) return data_at(place - 1, column, moment);
    Cell sum = Cell(0.0, 0.0, 0.0, MISSING);
    int known = 0, zeros = 0, states[5] = int[](0, 0, 0, 0, 0);
    for (int row = 0; row < u_rows; row++) {
        Cell one = data_at(row, column, moment);
        states[one.state]++;
        if (!is_known(one.state)) continue;
        sum.value += one.value, sum.low += one.low, sum.high += one.high;
    }
    known = states[VALUE] + states[ZERO];
    if (known > 0) {
        float n = float(known);
        return Cell(sum.value / n, sum.low / n, sum.high / n, states[VALUE] > 0 ? VALUE : ZERO);
    }
    sum.state = states[HELD] > 0 ? HELD : states[SUPPRESSED] > 0 ? SUPPRESSED : MISSING;
    return sum;
}

Figure figure_of(int tooth) {
    bool lower = tooth >= 16;
    int seat = clamp(tooth % 16 - 1, 0, SEATS - 1), place = place_of(tooth);
    int role = lower && u_each != EACH_PLACE ? ROLE_LOWER : ROLE_UPPER;
    // Where there are fewer groups than teeth, neighbours stand for one group; without any, all for everybody.
    int group = u_each != EACH_GROUP || u_strata == 0 ? -1 : seat * min(u_strata, SEATS) / SEATS;
    float moment = u_moment;
    if (u_each == EACH_TIME) moment = float(seat) / float(SEATS - 1) * float(max(u_times - 1, 0));
    int column = role_of(role, group);
    Cell cell = figure_cell(column, place, moment);
    if (!is_known(cell.state)) return Figure(0.0, 0.0, cell.state);
    float doubt = max((cell.high - cell.low) / 100.0, DRAWN * data_between(max(place - 1, 0), column, moment));
    return Figure(clamp(1.0 - cell.value / 100.0, 0.0, 1.0), clamp(doubt, 0.0, 1.0), cell.state);
}
