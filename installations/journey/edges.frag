// How far below the topmost edge each strand begins, at each time; the last texel is the breadth of all.
//
// reads   t_breadths
// writes  o.x  heights of the picture; edges across, times up

void main() {
    float sum = 0.0;
    for (int row = 0; row < texel().x; row++) sum += fetch_breadths(ivec2(row, texel().y)).x;
    o = vec4(sum, 0.0, 0.0, 1.0);
}
