// Fields find their size: round 2.
//
// reads   t_round_1
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_1);
}
