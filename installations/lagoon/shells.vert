// Where each bell can be seen, for depth and the row inspector: one oblong a row of the table.
//
// reads   t_places, the view
// gives   row

#include "creature.glsl"

flat out int row;

void main() {
    row = gl_InstanceID;
    gl_Position = creature_box(row, gl_VertexID, 0.0);
}
