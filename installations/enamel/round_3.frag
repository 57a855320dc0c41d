// Fields find their size: round 3.
//
// reads   t_round_2
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_2);
}
