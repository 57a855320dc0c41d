// Blossoms make room for each other: round 2.
//
// reads   t_room_1
// writes  o  as seats.frag

#include "room.glsl"

void main() {
    o = made_room(t_room_1);
}
