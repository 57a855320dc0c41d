// vec4 creature_box(int row, int corner, float ember)
//
// Where a creature's bell can be seen: a corner of two triangles around it, in clip space.
//
// ember  how far light at its mouth reaches, mm
// reads  t_places, the view

#include "cover.glsl"

vec4 creature_box(int row, int corner, float ember) {
    vec4 top = texelFetch(t_places, ivec2(row, 0), 0), up = texelFetch(t_places, ivec2(row, 1), 0);
    vec3 middle = top.xyz - 0.5 * up.w * up.xyz;
    // Half sides of the box around a disc at the mouth and the way to the top; bells may be wider above their mouth.
    vec3 reach = 1.16 * top.w * sqrt(max(1.0 - up.xyz * up.xyz, 0.0)) + 0.5 * up.w * abs(up.xyz);
    vec3 mouth = top.xyz - 1.08 * up.w * up.xyz;  // an ember reaches beyond it
    return cover(min(middle - reach, mouth - ember), max(middle + reach, mouth + ember), corner);
}
