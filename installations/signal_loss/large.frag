// What the camera of the great receiver sees now.
//
// reads   t_sitter, t_signal, u_guest
// writes  o.x  luma, gamma-coded      o.y  colour, blue-grey to amber

#include "great.glsl"
#include "studio.glsl"

void main() {
    vec2 at = (vec2(texel()) + 0.5) / u_resolution * 2.0 - 1.0;
    o = vec4(studio(texelFetch(t_sitter, texel(), 0), at, texelFetch(t_signal, ivec2(great_row(), 2), 0)), 0.0, 0.0);
}
