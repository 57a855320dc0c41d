// vec3 afloat(int row)
//
// Where the leaf of a row floats now: its middle, picture heights, and its radius.
//
// row      of the table, 0 .. u_rows - 1
// reads    t_places, t_water, t_table, u_leaves, u_seed

#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"

vec3 afloat(int row) {
    vec3 at = fetch_places(ivec2(row, 0)).xyz;
    Cell seen = data_at(row, ROLE_WIDE, u_moment);
    float share = is_known(seen.state) ? clamp((seen.value - 35.0) / 55.0, 0.2, 1.1) : 0.55;
    vec2 wall = vec2(u_output.x / u_output.y, 1.0);
    float wave = textureLod(t_water, at.xy / wall + 0.5, 0.0).x;
    vec3 own = vec3(pcg3d(uvec3(row, u_seed, 21u)) >> 8u) / 16777216.0;
    return vec3(at.xy + 0.02 * wave * (own.xy - 0.5), 0.74 * u_leaves * at.z * share);  // a ring that passes rocks it
}
