// vec2 wall_seat(int row)
//
// Where the mark of an area stands on the wall, among others of which each has as much room.
//
// row      of the table, 0 .. u_rows - 1
// reads    t_seats, u_output
// returns  -1 .. 1 in a rounded oblong, x right, y up: as areas lie on the map that somebody named, else on Earth;
//          then on a tall wall they lie on their side, north to the right
// exact    as uploaded

vec2 wall_seat(int row) {
    return 2.0 * texelFetch(t_seats, ivec2(row, u_output.x < u_output.y ? 1 : 0), 0).xy - 1.0;
}
