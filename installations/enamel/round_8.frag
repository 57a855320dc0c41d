// Fields find their size: round 8.
//
// reads   t_round_7
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_7);
}
