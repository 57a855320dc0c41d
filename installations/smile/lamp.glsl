// float lamp_at(vec3 p)
//
// The light that goes from tooth to tooth, rests in one, and goes on.
//
// p        mm, where it is drawn
// reads    u_lamp_seat (seat in a row, 0 .. 13, also between two), u_lamp_jaw (0 upper .. 1 lower), u_lamp_light
// returns  0 far from it .. u_lamp_light within

#include "pose.glsl"
#include "place.glsl"

vec3 seat_place(int row, float seat) {
    int first = row * 16 + 8 - seats_in_row() / 2, i = first + int(seat), j = min(i + 1, first + seats_in_row() - 1);
    vec3 a = texelFetch(t_teeth, ivec2(i, 0), 0).xyz + 0.5 * texelFetch(t_teeth, ivec2(i, 2), 0).w * texelFetch(t_teeth, ivec2(i, 2), 0).xyz;
    vec3 b = texelFetch(t_teeth, ivec2(j, 0), 0).xyz + 0.5 * texelFetch(t_teeth, ivec2(j, 2), 0).w * texelFetch(t_teeth, ivec2(j, 2), 0).xyz;
    return posed(i, mix(a, b, fract(seat)));
}

float lamp_at(vec3 p) {
    vec3 at = mix(seat_place(0, u_lamp_seat), seat_place(1, u_lamp_seat), u_lamp_jaw);
    return u_lamp_light * exp(-dot(p - at, p - at) / 34.0);
}
