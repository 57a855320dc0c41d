// Who sits before the great receiver's camera: the eyes closed, as they come, or open, as they go.
//
// reads   t_table, u_seed, u_guest, u_coming
// writes  o  as bust_seen of bust.glsl

#include "bust.glsl"
#include "great.glsl"

void main() {
    int row = great_row();
    // Who is held does not move, not even the lids.
    bool goes = u_coming != u_guest && data_cell(row, ROLE_TURNED, u_times - 1).state != HELD;
    o = bust_seen(sitter_of(row, goes), (vec2(texel()) + 0.5) / u_resolution * 2.0 - 1.0);
}
