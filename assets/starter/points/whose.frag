// Whose head is seen at a pixel, for whoever points at it: -1 where there is none.
//
// reads   t_heads, u_output, u_rows
// writes  o.x  row of the table

void main() {
    vec2 q = (pixel() / u_resolution - 0.5) * vec2(u_output.x / u_output.y, 1.0);
    float near = 1.2;  // in radii: silk stands out a little
    int found = -1;
    for (int row = 0; row < u_rows; row++) {
        vec4 head = fetch_heads(ivec2(row, 0));
        float away = distance(q, head.xy) / head.z;
        if (away < near) {
            near = away;
            found = row;
        }
    }
    o = vec4(float(found), 0.0, 0.0, 1.0);
}
