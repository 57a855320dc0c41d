// Fan fan_of()      Tier tier_of(int tier)
//
// The whole composition, and each of its tiers: what lay_out.frag wrote.
//
// reads   t_layout
// space   a tier's pipes begin on a ring around its centre and go out from there; units are lengths of a pipe that
//         shows the end of the range, in the shell's own frame: x from the axis between the wings, y up

#include "layout.glsl"

struct Fan {
    float radius;    // a pipe from its hinge to the end of the range, mm
    float longest;   // where the longest pipe ends, as r
    float lean;      // the whole, to the left, radians
    float bow;       // how far pipes bow on their way out
    vec2 shift;      // from the middle of the frame to the axis and the height 0, mm
    float height;    // of the middle of all hinges, mm
    float extent;    // half the diagonal of the whole, mm
    float flatness;     // 0 as deep as its parameters say, towards 1 flatter: wide ones would come too near
    float air;       // mean gap, 0 .. 1
    int tiers;
    int first;       // the tier along the air
    vec4 column;     // 1 where wings stand along one, its foot, its top, half of its width; lengths of a pipe
};

Fan fan_of() {
    vec4 a = texelFetch(t_layout, ivec2(0, 0), 0), b = texelFetch(t_layout, ivec2(1, 0), 0);
    vec4 c = texelFetch(t_layout, ivec2(2, 0), 0), d = texelFetch(t_layout, ivec2(3, 0), 0);
    return Fan(a.x, a.y, a.z, a.w, b.xy, b.z, b.w, c.x, c.y, int(c.z + 0.5), int(c.w + 0.5), d);
}

Tier tier_of(int tier) {
    vec4 a = texelFetch(t_layout, ivec2(HEAD + 2 * tier, 0), 0);
    vec4 b = texelFetch(t_layout, ivec2(HEAD + 2 * tier + 1, 0), 0);
    return Tier(a.xy, a.z, a.w, b.x, b.y, b.z);
}
