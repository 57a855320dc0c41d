// Pipe pipe_of(Spot s)      float fine_at(Spot s, float px)      float seam_at(Spot s, Tier tier, Pipe mine)
// float height_of(Spot s, float fine)      float lean_of(Spot s)
//
// The form of one pipe.
//
// pipe_of    where it ends, and why: all along it, 0 at the hinge, 1 at the end of the range
// fine_at    0 where a pipe is finer than pixels are, 1 where they hold its roundness
// seam_at    what light is left between it and the next
// height_of  mm before base_at      lean_of  its slope across

#include "lib/data/states.glsl"
#include "body.glsl"

const float ALIKE = 0.55, UNLIKE = 0.06, ALONE = 0.0;  // what light is left in a seam

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

// How much of the light is left in the seam to the next pipe on the side where the point lies.
float seam_at(Spot s, Tier tier, Pipe mine) {
    float at = s.at + sign(s.v) * (1.1 - abs(s.v)) * 0.5 * s.place.z / s.place.w;
    float across = (at - tier.start) / tier.share;
    vec4 ends = texelFetch(t_fan, ivec2(clamp(int(at * FINE), 0, int(FINE) - 1), s.side + 1), 0);
    if (across <= 0.0 || across >= 1.0 || s.r > max(ends.x, ends.y) || int(ends.w + 0.5) == MISSING) return ALONE;
    bool alike = is_known(int(ends.w + 0.5)) == is_known(mine.state) && (s.r < ends.x) == (s.r < mine.porcelain);
    return alike ? ALIKE : UNLIKE;
}

// How much of a pipe's roundness a pixel can hold: none where pipes are finer, so that nothing sparkles.
float fine_at(Spot s, float px) {
    return smoothstep(0.9, 4.0, s.wide / px);
}

float height_of(Spot s, float fine) {
    return fine * s.wide * sqrt(max(1.0 - s.v * s.v, 0.0)) * (1.0 + u_overlap * s.v);
}

float lean_of(Spot s) {
    float round_it = sqrt(max(1.0 - s.v * s.v, 0.02));
    return clamp(u_overlap * round_it - s.v * (1.0 + u_overlap * s.v) / round_it, -5.0, 5.0);
}
