// Where each row lies while the heads of a recorder change.
//
// reads   u_amount, u_height, u_reach
// writes  o.x  widths to the right      o.y  share of streaks on this line, 0 .. 1
//         o.z  number of the line from the top, of 486      o.w  where its streaks begin, 0 .. 1
//
// Two heads take turns on the drum; the change falls some lines before the frame ends. The new head
// reads a tape stretched otherwise, and the line oscillator takes several lines to follow: a bend.

#include "lib/hash/pcg.glsl"

void main() {
    float v = pixel().y / u_resolution.y;  // heights from the foot
    float line = floor((1.0 - v) * 486.0), much = u_amount * (2.0 - u_amount);
    float height = u_height * (0.25 + 0.75 * much);
    uvec3 h = pcg3d(uvec3(line, u_seed * 747796405u + uint(u_frame), 31u));
    float inside = 1.0 - v / height;  // 0 at the switch, 1 at the last line
    if (inside <= 0.0 || u_amount <= 0.0) {
        o = vec4(0.0, 0.0, line, 0.0);
        return;
    }
    float bend = inside * inside * u_reach + 0.02 * inside * (unit(h.x) - 0.5);
    float beside = exp(-inside * 7.0);  // most noise right at the switch
    o = vec4(much * bend, much * (0.06 + 0.6 * beside), line, unit(h.y));
}
