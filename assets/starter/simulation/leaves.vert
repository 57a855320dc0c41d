// One leaf: where the four corners of its square lie, and what is known of it.
//
// reads   t_places, t_water, t_table, u_leaves, u_seed
// writes  place  from the middle of the leaf, in its radii, -2 .. 2: its shadow needs room, too

#include "afloat.glsl"

out vec2 place;
flat out vec3 figure;  // state; width of the interval, percent; radius, picture heights
flat out vec3 own;     // chance of its own, 0 .. 1
flat out vec2 middle;  // picture heights

void main() {
    int row = gl_InstanceID;
    vec3 leaf = afloat(row);
    Cell seen = data_at(row, ROLE_WIDE, u_moment);
    vec2 wall = vec2(u_output.x / u_output.y, 1.0);
    own = vec3(pcg3d(uvec3(row, u_seed, 21u)) >> 8u) / 16777216.0;
    figure = vec3(float(seen.state), seen.high - seen.low, leaf.z);
    middle = leaf.xy;
    place = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 2.0;
    gl_Position = vec4(2.0 * (middle + figure.z * place) / wall, 0.0, 1.0);
}
