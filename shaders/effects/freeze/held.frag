// The picture in which frozen panes keep the moment at which they froze.
//
// reads   t_source, t_begun; t_held: its last frame
// writes  o: linear light, premultiplied

#include "effects/freeze/pane.glsl"

void main() {
    ivec2 at = target_texel();
    bool first = texelFetch(t_begun, ivec2(0), 0).x < 1.5;
    bool still = pane_at(pixel()).x > 0.5 && !first;
    o = still ? fetch_held(at) : fetch_source(at);
}
