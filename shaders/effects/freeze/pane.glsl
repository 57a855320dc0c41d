// vec3 pane_at(vec2 px): the pane at a place of the picture.
//
// px       px of the picture, y up
// returns  x  1 where it stands still      y  place in its beat, 0 .. 1      z  distance to its rim, heights
// reads    u_amount, u_panes, u_rate_phase (cycles), u_output (px), u_seed

#include "lib/hash/pcg.glsl"

vec3 pane_at(vec2 px) {
    if (u_amount == 0.0) return vec3(0.0);
    float side = min(u_output.x, u_output.y) / float(u_panes);
    vec2 q = px / side;
    uvec4 h = pcg4d(uvec4(ivec2(floor(q)), 0, u_seed));
    // Large panes, some of them split into four, some of these again: large, middle and fine forms.
    for (int level = 1; level < 3 && unit(h.w) < 0.5; level++) {
        q *= 2.0;
        side *= 0.5;
        h = pcg4d(uvec4(ivec2(floor(q)), level, u_seed));
    }
    float phase = u_rate_phase + unit(h.x);
    float chance = unit(pcg2d(uvec2(h.y, uint(int(floor(phase))))).x);
    vec2 rim = (0.5 - abs(fract(q) - 0.5)) * side / u_output.y;
    return vec3(chance < u_amount, fract(phase), min(rim.x, rim.y));
}
