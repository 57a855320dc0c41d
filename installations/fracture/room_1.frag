// Blossoms make room for each other: round 1.
//
// reads   t_place
// writes  o  as seats.frag

#include "room.glsl"

void main() {
    o = made_room(t_place);
}
