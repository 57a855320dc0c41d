// Fields find their size: round 4.
//
// reads   t_round_3
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_3);
}
