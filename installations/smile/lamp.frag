// Where the light is that goes from tooth to tooth, rests in one, and goes on.
//
// reads   t_teeth, u_lamp_seat (seat in a row, also between two), u_lamp_jaw (0 upper .. 1 lower)
// writes  o.xyz  mm, where it is drawn; the same in each column      o.w  share of it that is in tooth i, 0 .. 1: of
//         those beside the one in which it rests nothing, so that the light of their pearls is their figures' alone

#include "middle.glsl"
#include "place.glsl"

const float OWN = 0.78;  // of a crown's width: how far from its middle a light is still its own
const float ALONG = 0.6;  // of the way beyond its tip that counts not: between two rows it lights both rims

vec3 seat_place(int row, float seat) {
    int first = row * 16 + 8 - seats_in_row() / 2, last = first + seats_in_row() - 1, i = min(first + int(seat), last);
    return mix(middle(i), middle(min(i + 1, last)), fract(seat));
}

void main() {
    int i = texel().x;
    float jaw = smoothstep(0.2, 0.8, u_lamp_jaw);  // it stays at a rim, and is soon at the other
    vec3 place = mix(seat_place(0, u_lamp_seat), seat_place(1, u_lamp_seat), jaw), off = middle(i) - place;
    vec3 tip = turned(i, texelFetch(t_teeth, ivec2(i, 2), 0).xyz);
    off -= ALONG * dot(off, tip) * tip;
    float reach = OWN * texelFetch(t_teeth, ivec2(i, 1), 0).w, near = max(1.0 - dot(off, off) / max(reach * reach, 1e-3), 0.0);
    o = vec4(place, near * near);
}
