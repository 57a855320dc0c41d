// Fields find their size: round 7.
//
// reads   t_round_6
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_6);
}
