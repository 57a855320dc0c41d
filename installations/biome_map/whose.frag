// Which place lies under each pixel.
//
// reads   the camera, t_ground
// writes  o.x  row, -1 outside

#include "camera.glsl"
#include "lib/place/at.glsl"

void main() {
    Seen seen = seen_at((vec2(target_texel()) + 0.5) * u_output / u_resolution);
    int row = seen.sky ? -1 : place_at(seen.p);
    o = vec4(row < u_rows ? float(row) : -1.0, 0.0, 0.0, 0.0);
}
