// Figure figure_of(int tooth)      int place_of(int tooth)
//
// What the people that a tooth stands for have told.
//
// tooth    0 .. 31: upper row from the patient's right, then the lower row (lib/dental/anatomy.glsl)
// reads    t_table, u_each, u_place, u_moment; 14 groups x (six teeth lost, all teeth lost), then both of everyone
// returns  kept    share of people 0 .. 1 who kept their teeth: the upper row those who lost fewer than six, the
//                  lower row those who lost fewer than all
//          doubt   width of the interval, share of all people
//          state   as lib/data/states.glsl; kept and doubt are 0 where it is not known

#include "lib/data/cell.glsl"

struct Figure {
    float kept;
    float doubt;
    int state;
};

const int GROUPS = 14;

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

// The place whose figures a tooth shows, from 1; 0 is the mean of all.
int place_of(int tooth) {
    if (u_each != EACH_PLACE) return min(u_place, u_rows);
    int seat = clamp(tooth % 16 - 1, 0, GROUPS - 1), round_ = tooth < 16 ? seat : 2 * GROUPS - 1 - seat;
    return 1 + (max(u_place - 1, 0) + round_) % max(u_rows, 1);
}

Figure figure_of(int tooth) {
    // Third molars stand with the second: there are fourteen groups.
    bool lower = tooth >= 16;
    int seat = clamp(tooth % 16 - 1, 0, GROUPS - 1), place = place_of(tooth), column = 2 * GROUPS + int(lower);
    float moment = u_moment;
    if (u_each == EACH_GROUP) column = seat + (lower ? GROUPS : 0);
    if (u_each == EACH_PLACE) column = 2 * GROUPS;
    if (u_each == EACH_TIME) moment = float(seat) / float(GROUPS - 1) * float(max(u_times - 1, 0));
    Cell cell = figure_cell(column, place, moment);
    if (!is_known(cell.state)) return Figure(0.0, 0.0, cell.state);
    return Figure(clamp(1.0 - cell.value / 100.0, 0.0, 1.0), clamp((cell.high - cell.low) / 100.0, 0.0, 1.0), cell.state);
}
