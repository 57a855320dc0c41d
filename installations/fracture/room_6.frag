// Blossoms make room for each other: round 6.
//
// reads   t_room_5
// writes  o  as seats.frag

#include "room.glsl"

void main() {
    o = made_room(t_room_5);
}
