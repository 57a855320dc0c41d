// int great_row()
//
// Whom the great receiver shows now: the guest, or the next area after it of which anything was asked.
//
// reads   u_guest, u_rows, t_table

#include "lib/data/cell.glsl"

int great_row() {
    int rows = max(u_rows, 1), guest = int(u_guest + 0.5) % rows;
    for (int i = 0; i < min(rows, 64); i++) {
        int row = (guest + i) % rows;
        if (data_cell(row, ROLE_TURNED, u_times - 1).state != MISSING) return row;
    }
    return guest;
}
