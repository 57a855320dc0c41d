// Blossoms make room for each other: round 5.
//
// reads   t_room_4
// writes  o  as seats.frag

#include "room.glsl"

void main() {
    o = made_room(t_room_4);
}
