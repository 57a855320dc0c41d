// Which place lies under each pixel.
//
// reads   the camera, t_ground
// writes  o.x  row, u_rows and more of an area without figures, -1 outside

#include "camera.glsl"
#include "lib/place/at.glsl"

void main() {
    Seen seen = seen_at((vec2(target_texel()) + 0.5) * u_output / u_resolution);
    o = vec4(seen.sky ? -1.0 : float(place_at(seen.p)), 0.0, 0.0, 0.0);
}
