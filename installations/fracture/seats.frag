// Where each blossom sits: as the map has it, within what is seen of the plate, and aside of the large one.
//
// reads   t_seats, u_large_x, u_large_y (about where the large one sits)
// writes  o.xy  place (wall)      o.z  radius (wall) of the large one, 0 of all others

#include "room.glsl"
#include "lib/data/wall_seat.glsl"

vec2 seat(int row) {
    vec2 edge = half_wall() - 0.075 * narrow(), middle = vec2(u_plate_x, u_plate_y);
    vec2 reach = 0.95 * vec2(length(vec2(u_plate_cos * u_plate_w, u_plate_sin * u_plate_h)),
                             length(vec2(u_plate_sin * u_plate_w, u_plate_cos * u_plate_h)));
    vec2 low = max(-edge, middle - reach), high = min(edge, middle + reach);
    return kept(mix(low, high, 0.5 + 0.5 * wall_seat(row)), 0.075 * narrow());
}

void main() {
    int row = texel().x, large = 0;
    float near = 1e9;
    for (int i = 0; i < u_rows; i++) {
        float d = distance(seat(i), vec2(u_large_x, u_large_y));
        if (d < near) {
            near = d; large = i;
        }
    }
    float wide = min(3.0 * typical(), 0.23 * narrow());
    vec2 heart = kept(seat(large), wide + 0.02), off = seat(row) - heart;
    float far = length(off);
    vec2 aside = heart + off / max(far, 1e-4) * sqrt(far * far + 1.7 * wide * wide);
    o = row == large ? vec4(heart, wide, 1.0) : vec4(kept(aside, 0.05 * narrow()), 0.0, 1.0);
}
