// Where the leaves float: one texel for each row of the table. Nothing here moves, so it is drawn once.
//
// reads   t_seats (a place on the map for each row, 0 .. 1), u_output (px), u_seed
// writes  o.xy  picture heights, from the middle      o.z  the room a leaf has there

#include "lib/hash/pcg.glsl"

void main() {
    int row = texel().x;
    vec2 seat = texelFetch(t_seats, ivec2(row, 0), 0).xy * 2.0 - 1.0, wall = vec2(u_output.x / u_output.y, 1.0);
    uvec3 pond = pcg3d(uvec3(u_seed, 5u, 1u));  // a seed is a pond: mirrored, drawn together elsewhere
    if ((pond.x & 1u) > 0u) seat.x = -seat.x;
    if ((pond.y & 1u) > 0u) seat.y = -seat.y;
    if (wall.x < 0.8) seat = seat.yx;  // a map lies; an upright pond takes it upright
    vec2 pull = vec2(unit(pond.y), unit(pond.z)) - 0.5;
    seat += 0.6 * pull * (1.0 - seat * seat);  // nearer together on one side, and open water on the other
    vec3 own = vec3(pcg3d(uvec3(row, u_seed, 9u)) >> 8u) / 16777216.0;
    float room = 0.5 * sqrt(3.0 * wall.x / float(max(u_rows, 1)));
    o = vec4(seat * (0.5 * wall - 0.6 * room) + 0.3 * room * (own.xy - 0.5), room, 1.0);
}
