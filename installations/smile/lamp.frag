// Where the light is that goes from tooth to tooth, rests in one, and goes on: one texel.
//
// reads   t_teeth, u_lamp_seat (seat in a row, also between two), u_lamp_jaw (0 upper .. 1 lower)
// writes  o.xyz  mm, where it is drawn

#include "place.glsl"
#include "pose.glsl"

vec3 middle(int i) {
    vec4 tip = texelFetch(t_teeth, ivec2(i, 2), 0);
    return texelFetch(t_teeth, ivec2(i, 0), 0).xyz + 0.5 * tip.w * tip.xyz;
}

vec3 seat_place(int row, float seat) {
    int first = row * 16 + 8 - seats_in_row() / 2, last = first + seats_in_row() - 1, i = min(first + int(seat), last);
    return posed(i, mix(middle(i), middle(min(i + 1, last)), fract(seat)));
}

void main() {
    o = vec4(mix(seat_place(0, u_lamp_seat), seat_place(1, u_lamp_seat), u_lamp_jaw), 1.0);
}
