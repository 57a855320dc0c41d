// Where the seed heads stand: one texel for each row of the table.
//
// reads   t_seats (a place on the map for each row, 0 .. 1), u_output (px), u_heads, u_wind, u_gust_phase, u_seed
// writes  o.xy  picture heights, from the middle      o.z  radius      o.w  chance of its own, 0 .. 1

#include "lib/hash/pcg.glsl"

void main() {
    int row = texel().x;
    vec2 seat = texelFetch(t_seats, ivec2(row, 0), 0).xy * 2.0 - 1.0, wall = vec2(u_output.x / u_output.y, 1.0);
    uvec3 meadow = pcg3d(uvec3(u_seed, 3u, 8u));  // a seed is a meadow: mirrored, and another head stands nearest
    if ((meadow.x & 1u) > 0u) seat.x = -seat.x;
    if (wall.x < 0.8) seat = seat.yx;
    vec3 own = vec3(pcg3d(uvec3(row, u_seed, 4u)) >> 8u) / 16777216.0 - 0.5;
    float room = 0.5 * sqrt(2.2 * wall.x / float(max(u_rows, 1)));
    bool near = row == int(meadow.y % uint(max(u_rows, 1)));
    float radius = 0.66 * room * u_heads * (near ? 2.4 : 0.95 + 0.30 * own.z);
    vec2 at = seat * (0.5 * wall - 0.75 * room) + 0.5 * room * own.xy + vec2(0.0, 0.05);
    float lean = sin(6.2831853 * u_gust_phase - 2.5 * at.x + own.x);  // the gust passes from left to right
    o = vec4(at + u_wind * 0.35 * room * lean * vec2(1.0, -0.12), radius, own.z + 0.5);
}
