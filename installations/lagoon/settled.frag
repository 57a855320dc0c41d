// Creatures make room for each other, a last time, and all leave the near one alone.
//
// reads   t_further, t_leader, u_size, u_output
// writes  o  as plan.frag

#include "apart.glsl"
#include "near.glsl"

void main() {
    vec4 own = fetch_further(ivec2(texel().x, 0)), gone = vec4(0.0);
    for (int row = 0; row < u_rows; row++)
        if (row != texel().x) gone += apart(own, fetch_further(ivec2(row, 0)));
    own = within(own + gone);
    int near = near_one();
    if (near >= 0 && near != texel().x) own = within(beside(own, fetch_further(ivec2(near, 0))));
    o = own;
}
