// Where each field begins to settle, and how large it is to be: as many were asked, where the table says so.
//
// reads   t_seats, u_seed, u_output
// writes  o.xy  site, wall      o.z  power, wall^2: what the border leans away by      o.w  area that it is to have, wall^2

#include "wall.glsl"
#include "lib/data/asked.glsl"
#include "lib/data/wall_seat.glsl"

float size_of(int row) {
    float asked = data_asked(row);
    return asked > 0.0 ? clamp(asked, 0.5, 1.9) : 1.0;
}

void main() {
    int row = texel().x;
    float all = 0.0;
    for (int i = 0; i < u_rows; i++) all += size_of(i);
    float share = size_of(row) / all * wall_area();
    o = vec4(laid(wall_seat(row)), share / 3.1415927, share);
}
