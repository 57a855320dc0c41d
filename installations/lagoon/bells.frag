// The nearest bell at each pixel, as depth and the row inspector read it.
//
// reads   t_shells
// writes  o.x  row of the table, -1 where nothing is      o.y  height in the bell, 0 mouth .. 1 top
//         o.w  distance from the eye, mm, 0 where nothing is

void main() {
    vec4 seen = fetch_shells(target_texel());
    o = vec4(seen.x - 1.0, seen.yzw);
}
