// Whether there was a frame before this one: what remembers begins with the picture, not with nothing.
//
// reads   t_begun: its last frame
// writes  o.x  1 in the first frame, then 2

void main() {
    o = min(texelFetch(t_begun, ivec2(0), 0) + 1.0, vec4(2.0));
}
