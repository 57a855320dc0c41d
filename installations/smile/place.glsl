// int place_of(int tooth)
//
// The place whose figures a tooth shows, from 1; 0 is the mean of all.
//
// tooth    0 .. 31: upper row from the patient's right, then the lower row (lib/dental/anatomy.glsl)
// reads    u_each, u_place, u_rows

const int SEATS = 14;  // of a row: third molars stand with the second

int place_of(int tooth) {
    if (u_each != EACH_PLACE) return min(u_place, u_rows);
    int seat = clamp(tooth % 16 - 1, 0, SEATS - 1), round_ = tooth < 16 ? seat : 2 * SEATS - 1 - seat;
    return 1 + (max(u_place - 1, 0) + round_) % max(u_rows, 1);
}
