// The same sitter, the eyes open; in a change whoever comes next, the eyes closed.
//
// reads   t_table, u_seed, u_guest, u_coming
// writes  o  as bust_seen of bust.glsl

#include "bust.glsl"
#include "great.glsl"

void main() {
    o = bust_seen(sitter_of(coming_row(), u_coming == u_guest), (vec2(texel()) + 0.5) / u_resolution * 2.0 - 1.0);
}
