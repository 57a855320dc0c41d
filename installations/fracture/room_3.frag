// Blossoms make room for each other: round 3.
//
// reads   t_room_2
// writes  o  as seats.frag

#include "room.glsl"

void main() {
    o = made_room(t_room_2);
}
