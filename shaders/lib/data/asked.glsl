// float data_asked(int row)
//
// How many were asked in an area, against the mean of all: for marks that are larger where more
// stands behind them.
//
// row      of the table, 0 .. u_rows - 1
// reads    t_seats
// returns  > 0, 1 for as many as the mean; 0 where the table does not say, or where the figure is not known
// exact    as uploaded: those behind the newest figure of the first column

float data_asked(int row) {
    return texelFetch(t_seats, ivec2(row, 2), 0).x;
}
