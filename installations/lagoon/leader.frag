// Which creature hangs near, larger than all others: by the seed, and never one whose light is not told.
//
// reads   t_table, u_seed
// writes  o.x  row of the table: the seed's, or the next one that is known at every time, for who is near does not
//              change with the moment; -1 where they are few, or where none is known so

#include "lib/data/cell.glsl"
#include "chance.glsl"
#include "frame.glsl"

bool told(int row) {
    for (int time = 0; time < u_times; time++)
        if (!is_known(data_at(row, ROLE_BELL, float(time)).state)) return false;
    return true;
}

void main() {
    int first = int(own_chance(3u).x * float(u_rows));
    o = vec4(-1.0, 0.0, 0.0, 1.0);
    if (u_rows < FEW) return;
    for (int i = 0; i < u_rows; i++) {
        int row = (first + i) % u_rows;
        if (!told(row)) continue;
        o.x = float(row);
        return;
    }
}
