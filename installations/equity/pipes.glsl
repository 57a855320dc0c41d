// Pipe pipe_of(Spot s)      float fine_at(Spot s, float px)      float lean_of(float v)
// Spot beside(Tier tier, Spot s, float way)      float roof(inout Spot s, vec2 slant, float fine, float px)
//
// The form of one pipe: a rod that leans over the next one's, its end and why it ends there.
//
// pipe_of   where it ends, and why: all along it, 0 at the hinge, 1 at the end of the range
// fine_at   0 where a pipe is finer than pixels are, 1 where they hold its roundness
// lean_of   its slope across
// beside    the same point on the next pipe, to that side of it that `way` says (-1, 1); `wide` is 0 where there is none
// roof      moves the spot from where a ray would meet the smooth shell to where it meets the pipe
//           slant  how far the ray goes across and along for each mm towards the eye, mm
//           returns how much of the pixel it covers, 0 .. 1: exact for straight edges, by the ray's distance from the
//           rod's middle, so that no edge is a staircase

#include "body.glsl"

struct Pipe {
    float porcelain;  // where it ends
    float glass;      // where the glass beyond it ends
    float doubt;      // half the interval
    int state;
};

Pipe pipe_of(Spot s) {
    vec4 ends = texelFetch(t_fan, ivec2(s.part, s.side + 1), 0);
    return Pipe(ends.x, ends.y, ends.z, int(ends.w + 0.5));
}

// How much of a pipe's roundness a pixel can hold: none where pipes are finer, so that nothing sparkles.
float fine_at(Spot s, float px) {
    return smoothstep(0.9, 4.0, s.wide / px);
}

Spot beside(Tier tier, Spot s, float way) {
    float pipe = s.place.z / s.place.w, v = way * s.v, half_gap = 0.05 / FINE;
    // Its own end on that side, and a little on.
    float middle = s.place.y + (floor((s.at - s.place.y) / pipe) + 0.5) * pipe;
    float at = middle + way * (0.5 * pipe + half_gap), across = (at - tier.start) / tier.share;
    Spot next = s;
    next.part = part_at(at);
    next.place = place_at(next.part, s.side);
    float ratio = next.place.z / next.place.w / pipe;
    next.v = way * (v - 1.0 - ratio) / ratio;
    next.wide = across < 0.0 || across >= 1.0 ? 0.0 : s.wide * ratio;
    next.at = clamp(middle + way * 0.5 * (1.0 + ratio) * pipe, 0.0, 0.99999);
    return next;
}

float lean_of(float v) {
    return clamp(u_overlap - v / sqrt(max(1.0 - v * v, 0.02)), -5.0, 5.0);
}

float roof(inout Spot s, vec2 slant, float fine, float px) {
    float k = fine * slant.x, even = 1.0 / max(1.0 - k * u_overlap, 0.3);
    float a = s.v * even, b = k * even, q = 1.0 + b * b, off = a * inversesqrt(q);
    float high = (sqrt(max(q - a * a, 0.0)) - a * b) / q;
    s.v = clamp(a + b * high, -1.0, 1.0);
    s.r += slant.y * fine * (high + u_overlap * s.v) * s.wide / s.scale;
    return s.wide > 0.0 ? clamp((1.0 - abs(off)) * s.wide / (even * px) + 0.5, 0.0, 1.0) : 0.0;
}
