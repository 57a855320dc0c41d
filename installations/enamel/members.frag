// Which places of the lattice are the field's hundred prisms: those that fit in first.
//
// reads   t_scores
// writes  column = candidate, line = row of the table; o.x  number of the prism, 0 .. 99, and on for those left out

#include "wall.glsl"

void main() {
    float own = texelFetch(t_scores, texel(), 0).x, before = 0.0;
    for (int i = 0; i < CANDIDATES; i++) {
        float other = texelFetch(t_scores, ivec2(i, texel().y), 0).x;
        before += float(other > own || (other == own && i < texel().x));
    }
    o = vec4(own > 0.0 ? before : 999.0, own, 0.0, 1.0);
}
