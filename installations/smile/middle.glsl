// vec3 middle(int i)
//
// The middle of the crown of tooth i, where its jaw stands, mm.
//
// reads   t_teeth, and what pose.glsl does

#include "pose.glsl"

vec3 middle(int i) {
    vec4 tip = texelFetch(t_teeth, ivec2(i, 2), 0);
    return posed(i, texelFetch(t_teeth, ivec2(i, 0), 0).xyz + 0.5 * tip.w * tip.xyz);
}
