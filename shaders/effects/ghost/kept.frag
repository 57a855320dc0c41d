// Two older pictures: the one of this beat, and the one of the beat before.
//
// reads   t_source, t_begun; t_kept, t_kept_older: its last frame; u_rate_beat
// writes  o: of this beat      o_older: of the one before; linear light, premultiplied

void main() {
    ivec2 at = target_texel();
    bool first = texelFetch(t_begun, ivec2(0), 0).x < 1.5;
    bool taken = u_rate_beat.y == 0;
    o = taken || first ? fetch_source(at) : fetch_kept(at);
    o_older = first ? fetch_source(at) : taken ? fetch_kept(at) : fetch_kept_older(at);
}
