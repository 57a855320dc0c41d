// Whose leaf floats at a pixel, for whoever points at it: -1 where there is water.
//
// reads   t_places, t_water, t_table, u_leaves, u_output, u_rows
// writes  o.x  row of the table

#include "afloat.glsl"

void main() {
    vec2 q = (pixel() / u_resolution - 0.5) * vec2(u_output.x / u_output.y, 1.0);
    int found = -1;
    for (int row = 0; row < u_rows; row++) {  // the last one lies on top
        vec3 leaf = afloat(row);
        if (distance(q, leaf.xy) < leaf.z) found = row;
    }
    o = vec4(float(found), 0.0, 0.0, 1.0);
}
