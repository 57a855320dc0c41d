// The one lamp: a pool of light on the wall, and the glow that comes to one field after another and rests there.
//
// reads   t_fields, u_azimuth, u_sway, u_elevation, u_breath_phase, u_turn, u_arrived, u_visits, u_place
// writes  texel 0: o.xyz  unit vector to the lamp
//         texel 1: o.xy  middle of the glow, wall      o.z  its radius, wall      o.w  strength, less on its way
//         texel 2: bands(), which no pixel has to ask of the seed
//         texel 3: o.xy  rows of the field that it leaves and of the one to which it comes      o.zw  its light on each, 0 .. 1

#include "wall.glsl"

int visited(int turn) {
    return (u_place + turn * (u_rows % 19 == 0 ? 23 : 19)) % max(u_rows, 1);
}

void main() {
    float angle = radians(u_azimuth + u_sway * sin(6.2831853 * u_breath_phase)), rise = radians(u_elevation);
    int turn = int(u_turn);
    if (texel().x == 2) {
        o = bands();
        return;
    }
    int from = visited((turn + u_visits - 1) % u_visits), to = visited(turn);
    if (texel().x == 3) {
        o = vec4(from, to, 1.0 - smoothstep(0.0, 0.45, u_arrived), smoothstep(0.55, 1.0, u_arrived));
        return;
    }
    vec4 last = texelFetch(t_fields, ivec2(from, 0), 0);
    vec4 next = texelFetch(t_fields, ivec2(to, 0), 0), at = mix(last, next, u_arrived);
    o = texel().x == 0 ? vec4(cos(angle) * cos(rise), sin(angle) * cos(rise), sin(rise), 0.0)
        : vec4(at.xy, min(6.0 * at.z, 0.3), 0.35 + 0.65 * abs(2.0 * u_arrived - 1.0));
}
