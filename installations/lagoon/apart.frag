// Creatures make room for each other.
//
// reads   t_plan, u_size, u_output
// writes  o  as plan.frag

#include "apart.glsl"

void main() {
    vec4 own = fetch_plan(ivec2(texel().x, 0)), gone = vec4(0.0);
    for (int row = 0; row < u_rows; row++)
        if (row != texel().x) gone += apart(own, fetch_plan(ivec2(row, 0)));
    o = within(own + gone);
}
