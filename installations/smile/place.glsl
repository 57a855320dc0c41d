// Areas areas_of(int tooth)      int seat_of(int tooth)
//
// The areas whose mean a tooth shows, and its seat in its row: third molars stand with the second.
//
// tooth    0 .. 31: upper row from the patient's right, then the lower row (lib/dental/anatomy.glsl)
// reads    u_each, u_loss, u_place, u_jaw, u_dentition, u_rows, u_strata
// returns  rows first .. first + count - 1 of the table, which goes on at its beginning behind its end
//
// Where teeth are areas, all have their teeth: of more areas than teeth each shows the mean of some, and of fewer
// some beside each other show one. Both rows are one, unless the lower has figures of its own. The twin of phrases()
// in scene.py, which tells it.

#include "dentition.glsl"

struct Areas {
    int first;
    int count;
};

int seats_in_row() {
    return 2 * min(teeth_in_quadrant(), 7);
}

int seat_of(int tooth) {
    return clamp(tooth % 16 - 8 + seats_in_row() / 2, 0, seats_in_row() - 1);
}

// Where whole crowns are lost all teeth of a row stand for the same people: a lot falls on nobody in particular.
bool all_alike() {
    return u_loss == LOSS_TOOTH;
}

// Of a table without groups a tooth is an area, where no time was asked for.
bool shows_places() {
    return !all_alike() && (u_each == EACH_PLACE || (u_each == EACH_GROUP && u_strata == 0));
}

bool lower_is_apart() {
    return (u_each != EACH_PLACE || all_alike()) && role_shown(ROLE_LOWER);
}

Areas areas_of(int tooth) {
    if (!shows_places()) return u_place == 0 ? Areas(0, u_rows) : Areas(min(u_place, u_rows) - 1, 1);
    bool around = u_jaw == JAW_BOTH && !lower_is_apart();
    int teeth = (around ? 2 : 1) * seats_in_row(), seat = seat_of(tooth);
    if (around && tooth >= 16) seat = teeth - 1 - seat;
    if (u_place > 0) return Areas((u_place - 1 + seat * min(u_rows, teeth) / teeth) % max(u_rows, 1), 1);
    int first = seat * u_rows / teeth;
    return Areas(first, max((seat + 1) * u_rows / teeth - first, 1));
}
