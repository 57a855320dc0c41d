// Where each bell can be seen: one oblong a row of the table, so that a pixel asks only those that are near it.
//
// reads   t_places, the view, u_tall
// gives   row

#include "cover.glsl"

flat out int row;

void main() {
    row = gl_InstanceID;
    vec4 bell = texelFetch(t_places, ivec2(row, 0), 0);
    vec3 reach = bell.w * vec3(1.0, max(u_tall, 0.4), 1.0);
    gl_Position = cover(bell.xyz - reach, bell.xyz + reach, gl_VertexID);
}
