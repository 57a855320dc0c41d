// int great_row()      int coming_row()
//
// Whom the great receiver shows now, and whom its picture dissolves into: a guest, or the next area after it of which
// anything was asked.
//
// reads   u_guest, u_coming, u_rows, t_table

#include "lib/data/cell.glsl"

int row_asked(float guest) {
    int rows = max(u_rows, 1), first = int(guest + 0.5) % rows;
    for (int i = 0; i < min(rows, 64); i++) {
        int row = (first + i) % rows;
        if (data_cell(row, ROLE_TURNED, u_times - 1).state != MISSING) return row;
    }
    return first;
}

int great_row() {
    return row_asked(u_guest);
}

int coming_row() {
    return row_asked(u_coming);
}
