// Fields find their size: round 1.
//
// reads   t_sites
// writes  o  as sites.frag

#include "settle.glsl"

void main() {
    o = settled(t_sites);
}
