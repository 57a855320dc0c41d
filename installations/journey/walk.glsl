// int walk_row()
//
// Whose strand the light walks: as many in a loop as scene.py says, far from each other in the table.
//
// reads    u_turn
// returns  row, 0 .. u_rows - 1

const int WALKS = 4;

int walk_row() {
    return clamp((2 * int(u_turn + 0.5) + 1) * u_rows / (2 * WALKS), 0, max(u_rows - 1, 0));
}
