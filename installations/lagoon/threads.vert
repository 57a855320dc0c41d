// Where the threads of each bell can be seen: one oblong a row of the table.
//
// reads   t_places, the view, u_tall, u_threads
// gives   row

#include "cover.glsl"
#include "shoal.glsl"

flat out int row;

void main() {
    row = gl_InstanceID;
    vec4 bell = texelFetch(t_places, ivec2(row, 0), 0);
    float wide = bell.w + 1.5, deep = min(40.0, 0.3 * bell.w * u_tall + thread_length(bell.w) + 0.1);
    gl_Position = cover(bell.xyz - vec3(wide, deep, wide), bell.xyz + vec3(wide, 0.0, wide), gl_VertexID);
}
