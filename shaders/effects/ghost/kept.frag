// Two older pictures side by side: left the one of this beat, right the one of the beat before.
//
// reads   t_source, t_begun; t_kept: its last frame; u_rate (Hz), u_dt (s)
// writes  o: linear light, premultiplied

#include "lib/math/beat.glsl"

void main() {
    ivec2 at = ivec2(pixel());
    int width = int(u_output.x);
    bool first = texelFetch(t_begun, ivec2(0), 0).x < 1.5;
    bool taken = beat(u_rate_phase, u_rate * u_dt).y == 0;
    if (at.x < width) {
        o = taken || first ? texelFetch(t_source, at, 0) : texelFetch(t_kept, at, 0);
    } else {
        ivec2 own = at - ivec2(width, 0);
        o = first ? texelFetch(t_source, own, 0) : texelFetch(t_kept, taken ? own : at, 0);
    }
}
