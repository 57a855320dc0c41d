// Fields find their size: round 9.
//
// reads   t_round_8
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_8);
}
