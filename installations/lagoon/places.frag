// Where each state hangs, and how large its bell is now.
//
// reads   t_table, t_seats, u_rows, u_size, u_depth, u_swell, u_breath_phase
// writes  row 0  middle of the bell, mm, and its radius      row 1  share seen, share lost (-1 where that is not known), doubt (0 .. 1); state
// space   mm, x right, y up, z to the viewer

#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"
#include "shoal.glsl"

void main() {
    int row = texel().x;
    uvec3 chance = pcg3d(uvec3(row, 7, u_seed));
    vec2 seat = texelFetch(t_seats, ivec2(row, 0), 0).xy;
    vec3 jitter = vec3(chance >> 8u) / 16777216.0 - 0.5;
    vec3 at = vec3((seat - 0.5) * vec2(98.0, 46.0 / max(pow(shoal(), 0.3), 1.0)) + jitter.xy * 3.0 * min(shoal(), 1.0) + vec2(0.0, 6.0), 2.0 * jitter.z * u_depth / max(shoal(), 1.0));
    Cell seen = data_at(row, ROLE_BELL, u_moment), lost = data_at(row, ROLE_HEART, u_moment);
    float share = is_known(seen.state) ? clamp(role_part(ROLE_BELL, seen.value), 0.05, 1.0) : 0.05;  // what is not told is as small as the smallest
    float turn = 6.2831853 * (u_breath_phase + jitter.x + 0.5);
    float radius = u_size * shoal() * mix(2.4, 6.2, share) * (1.0 + u_swell * sin(turn));
    if (seen.state == ZERO) radius = 1.2 * u_size * shoal();
    at.y += 0.9 * sin(turn - 0.9) * u_swell / 0.09;
    float warm = is_known(lost.state) ? clamp(role_part(ROLE_HEART, lost.value), 0.0, 1.0) : role_shown(ROLE_HEART) ? -1.0 : 0.0;
    float doubt = is_known(seen.state) ? clamp((seen.high - seen.low) / (0.28 * (role_high(ROLE_BELL) - role_low(ROLE_BELL))), 0.0, 1.0) : 0.0;
    o = texel().y == 0 ? vec4(at, radius) : vec4(share, warm, doubt, float(seen.state));
}
