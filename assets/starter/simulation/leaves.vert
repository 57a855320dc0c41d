// One leaf: where the four corners of its square lie, and what is known of it.
//
// reads   t_places, t_water, t_table, u_leaves, u_seed
// writes  place  from the middle of the leaf, in its radii, -2 .. 2: its shadow needs room, too

#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"

out vec2 place;
flat out vec3 figure;  // state; width of the interval, percent; radius, picture heights
flat out vec3 own;     // chance of its own, 0 .. 1
flat out vec2 middle;  // picture heights

void main() {
    int row = gl_InstanceID;
    vec3 at = fetch_places(ivec2(row, 0)).xyz;
    Cell seen = data_at(row, ROLE_WIDE, u_moment);
    float share = is_known(seen.state) ? clamp((seen.value - 35.0) / 55.0, 0.2, 1.1) : 0.55;
    vec2 wall = vec2(u_output.x / u_output.y, 1.0);
    float wave = textureLod(t_water, at.xy / wall + 0.5, 0.0).x;
    own = vec3(pcg3d(uvec3(row, u_seed, 21u)) >> 8u) / 16777216.0;
    figure = vec3(float(seen.state), seen.high - seen.low, 0.74 * u_leaves * at.z * share);
    middle = at.xy + 0.02 * wave * (own.xy - 0.5);  // a ring that passes rocks it
    place = vec2(gl_VertexID & 1, gl_VertexID >> 1) * 4.0 - 2.0;
    gl_Position = vec4(2.0 * (middle + figure.z * place) / wall, 0.0, 1.0);
}
