// Where fields have settled, after the last round.
//
// reads   t_round_11
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_round_11);
}
