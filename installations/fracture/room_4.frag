// Blossoms make room for each other: round 4.
//
// reads   t_room_3
// writes  o  as seats.frag

#include "room.glsl"

void main() {
    o = made_room(t_room_3);
}
