// Who sits before the great receiver's camera, the eyes closed.
//
// reads   t_table, u_seed, u_guest
// writes  o  as bust_seen of bust.glsl

#include "bust.glsl"
#include "great.glsl"

void main() {
    o = bust_seen(sitter_of(great_row(), false), (vec2(texel()) + 0.5) / u_resolution * 2.0 - 1.0);
}
