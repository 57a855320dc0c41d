// Four moments of the beat: each is taken when its time has come, and then kept.
//
// reads   t_source, t_begun; t_held and its other outputs: its last frame; u_rate_beat, u_dt (s)
// writes  o, o_second, o_third, o_fourth: linear light, premultiplied

#include "span.glsl"

void main() {
    ivec2 at = target_texel();
    int frame = u_rate_beat.y, span = span_frames();
    bool first = texelFetch(t_begun, ivec2(0), 0).x < 1.5;
    vec4 source = fetch_source(at);
    o = first || frame == 0 ? source : fetch_held(at);
    o_second = first || frame == span ? source : fetch_held_second(at);
    o_third = first || frame == 2 * span ? source : fetch_held_third(at);
    o_fourth = first || frame == 3 * span ? source : fetch_held_fourth(at);
}
