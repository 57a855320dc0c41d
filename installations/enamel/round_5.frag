// Fields find their size: round 5.
//
// reads   t_round_4
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_4);
}
