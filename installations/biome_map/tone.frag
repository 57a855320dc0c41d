// How full the pools around are on the mean, which the sand between them and along their coast carries.
//
// reads   t_plan_look
// writes  o.x  the mean of the figures around, 0 .. 1; where none is near, what a beach has

#include "span.glsl"

const float APART = 0.012;  // heights of the picture, from one look around to the next
const float BEACH = 0.46, WEIGHT = 0.3;

void main() {
    vec2 at = (vec2(target_texel()) + 0.5) / u_resolution, step_ = APART / SPAN * vec2(u_output.y / u_output.x, 1.0);
    vec2 sum = WEIGHT * vec2(BEACH, 1.0);
    for (int i = 0; i < 289; i++) {
        vec2 off = vec2(i % 17, i / 17) - 8.0;
        vec4 look = texture(t_plan_look, at + step_ * off);
        sum += (exp(-0.22 * dot(off, off)) + 0.06 * exp(-0.025 * dot(off, off))) * (1.0 - look.w) * vec2(look.y, 1.0);
    }
    o = vec4(sum.x / sum.y, 0.0, 0.0, 1.0);
}
