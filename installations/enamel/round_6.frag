// Fields find their size: round 6.
//
// reads   t_round_5
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_5);
}
