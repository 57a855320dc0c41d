// int great_row()
//
// Whom the great receiver shows now.
//
// reads   u_guest, u_rows

int great_row() {
    return int(u_guest + 0.5) % max(u_rows, 1);
}
