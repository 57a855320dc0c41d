// Figure figure_of(int tooth)
//
// What the people that a tooth stands for have told.
//
// tooth    0 .. 31: upper row from the patient's right, then the lower row (lib/dental/anatomy.glsl)
// reads    t_table, u_strata, u_each, u_moment, areas_of
// returns  kept    share of people 0 .. 1 who kept their teeth: the upper row those who lost fewer than six, the
//                  lower row those who lost fewer than all, of the bundled figures
//          doubt   width of the interval, share of all people; half-way between two releases DRAWN at least
//          state   as lib/data/states.glsl; kept and doubt are 0 where it is not known
//          role    whose domain it is shown in

#include "lib/data/mean.glsl"
#include "place.glsl"

const float DRAWN = 0.3;  // doubt of what is drawn half-way between two releases

struct Figure {
    float kept;
    float doubt;
    int state;
    int role;
};

Figure figure_of(int tooth) {
    int role = tooth >= 16 && lower_is_apart() ? ROLE_LOWER : ROLE_UPPER;
    // Where there are fewer groups than teeth, neighbours stand for one group.
    bool grouped = !all_alike() && u_each == EACH_GROUP && u_strata > 0;
    int seat = seat_of(tooth), group = grouped ? seat * min(u_strata, seats_in_row()) / seats_in_row() : -1;
    float moment = u_moment;
    if (u_each == EACH_TIME && !all_alike()) moment = float(seat) / float(seats_in_row() - 1) * float(max(u_times - 1, 0));
    Areas areas = areas_of(tooth);
    int column = role_of(role, group);
    Cell cell = data_mean(areas.first, areas.count, column, moment);
    if (!is_known(cell.state)) return Figure(0.0, 0.0, cell.state, role);
    float doubt = max((cell.high - cell.low) / 100.0, DRAWN * data_between(areas.first, column, moment));
    return Figure(clamp(1.0 - cell.value / 100.0, 0.0, 1.0), clamp(doubt, 0.0, 1.0), cell.state, role);
}
