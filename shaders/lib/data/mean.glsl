// Cell data_mean(int first, int count, int column, float moment)
//
// The mean of what is known of some areas that follow each other in the table.
//
// first    row of the first area, 0 .. u_rows - 1; the table goes on at its beginning behind its end
// count    how many, >= 1
// column, moment   as data_at
// returns  VALUE, or ZERO where all that are known are zero and none is withheld; where more than half are not
//          known held, suppressed or missing, in this order
// exact    the plain mean of value, low and high, to rounding

#include "lib/data/cell.glsl"

Cell data_mean(int first, int count, int column, float moment) {
    Cell sum = Cell(0.0, 0.0, 0.0, MISSING);
    int states[5] = int[](0, 0, 0, 0, 0);
    for (int k = 0; k < count; k++) {
        Cell one = data_at((first + k) % max(u_rows, 1), column, moment);
        states[one.state]++;
        if (!is_known(one.state)) continue;
        sum.value += one.value, sum.low += one.low, sum.high += one.high;
    }
    int known = states[VALUE] + states[ZERO];
    bool enough = known > 0 && 2 * known >= count;
    // Nobody among those that are known is not nobody where others are withheld.
    if (enough && (states[VALUE] > 0 || states[HELD] + states[SUPPRESSED] == 0)) {
        float n = float(known);
        return Cell(sum.value / n, sum.low / n, sum.high / n, states[VALUE] > 0 ? VALUE : ZERO);
    }
    return Cell(0.0, 0.0, 0.0, states[HELD] > 0 ? HELD : states[SUPPRESSED] > 0 ? SUPPRESSED : MISSING);
}
