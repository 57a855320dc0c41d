// Fields find their size: round 10.
//
// reads   t_round_9
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_9);
}
