// The order in which a field's hundred prisms come into the light; those that are lost are the last of it, so that no
// socket hides one in the light while both fit into the field.
//
// reads   t_order
// writes  column = prism, line = row of the table
//         o.x  how many come before it

#include "wall.glsl"

float late_of(int n) {
    return texelFetch(t_order, ivec2(n, texel().y), 0).x;
}

float before(int n) {
    float own = late_of(n), count = 0.0;
    for (int i = 0; i < HUNDRED; i++) {
        float other = late_of(i);
        count += float(other < own || (other == own && i < n));
    }
    return count;
}

void main() {
    o = vec4(before(texel().x), 0.0, 0.0, 1.0);
}
