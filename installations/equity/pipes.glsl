// Pipe pipe_of(Spot s)      float height_of(Spot s)      float lean_of(Spot s)
//
// The form of one pipe.
//
// pipe_of    where it ends, and why: all along it, 0 at the hinge, 1 at the end of the range
// height_of  mm before base_at      lean_of  its slope across

#include "lib/data/states.glsl"
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

float height_of(Spot s) {
    return s.wide * sqrt(max(1.0 - s.v * s.v, 0.0)) * (1.0 + u_overlap * s.v);
}

float lean_of(Spot s) {
    float round_it = sqrt(max(1.0 - s.v * s.v, 0.02));
    return clamp(u_overlap * round_it - s.v * (1.0 + u_overlap * s.v) / round_it, -5.0, 5.0);
}
