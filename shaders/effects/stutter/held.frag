// Four moments of the beat: each is taken when its time has come, and then kept.
//
// reads   t_source, t_begun; t_held: its last frame; u_rate (Hz), u_dt (s)
// writes  o: linear light, premultiplied; moment k stands in column k & 1, row k >> 1

#include "lib/math/beat.glsl"
#include "span.glsl"

void main() {
    ivec2 at = ivec2(pixel()), size = ivec2(u_output), place = at / size;
    int frame = beat(u_rate_phase, u_rate * u_dt).y;
    bool now = frame == span_frames() * (place.x + 2 * place.y) || texelFetch(t_begun, ivec2(0), 0).x < 1.5;
    o = now ? texelFetch(t_source, at - place * size, 0) : texelFetch(t_held, at, 0);
}
