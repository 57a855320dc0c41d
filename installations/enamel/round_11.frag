// Fields find their size: round 11.
//
// reads   t_round_10
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_10);
}
