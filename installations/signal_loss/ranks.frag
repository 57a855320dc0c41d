// In what order the areas stand from west to east.
//
// reads   t_seats, u_rows
// writes  o.x  0 .. u_rows - 1, each once

void main() {
    int row = texel().x, before = 0;
    float x = texelFetch(t_seats, ivec2(row, 0), 0).x;
    for (int i = 0; i < u_rows; i++) {
        float other = texelFetch(t_seats, ivec2(i, 0), 0).x;
        before += int(other < x || (other == x && i < row));
    }
    o = vec4(float(before), 0.0, 0.0, 0.0);
}
