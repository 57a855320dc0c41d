// What the pipes of every place show, on both wings.
//
// reads   t_table, u_strata, u_moment
// writes  the left wing below, the right one above:  o.x reach 0 .. 1   o.y half its interval   o.z state
//         o.w how far the other wing's go beyond it, 0 .. 1, 0 where either is not known

#include "figure.glsl"

void main() {
    int part = texel().x, side = texel().y;
    Cell own = figure(part, side, u_moment), other = figure(part, 1 - side, u_moment);
    float reach = is_known(own.state) ? shown_part(own.value) : 0.0;
    float further = is_known(own.state) && is_known(other.state) ? max(shown_part(other.value) - reach, 0.0) : 0.0;
    o = vec4(reach, 0.5 * (shown_part(own.high) - shown_part(own.low)), float(own.state), further);
}
