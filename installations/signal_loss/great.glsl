// int great_row()      int coming_row()
//
// Whom the great receiver shows now, and whom its picture dissolves into: a guest, or the next area after it whose figure
// is known; where none is, of which anything was asked.
//
// reads   u_guest, u_coming, u_rows, t_table

#include "lib/data/cell.glsl"

int row_shown(float guest) {
    int rows = max(u_rows, 1), first = int(guest + 0.5) % rows, asked = -1;
    for (int i = 0; i < min(rows, 64); i++) {
        int row = (first + i) % rows, state = data_cell(row, ROLE_TURNED, u_times - 1).state;
        if (state == VALUE || state == ZERO) return row;
        if (asked < 0 && state != MISSING) asked = row;
    }
    return asked < 0 ? first : asked;
}

int great_row() {
    return row_shown(u_guest);
}

int coming_row() {
    return row_shown(u_coming);
}
