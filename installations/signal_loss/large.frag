// What the camera of the great receiver sees now.
//
// reads   t_sitter, t_waking, t_signal, t_shown, u_guest, u_coming, u_change, u_awake
// writes  o.x  luma, gamma-coded      o.y, o.z  colour, as studio.glsl has it

#include "studio.glsl"

void main() {
    ivec2 rows = ivec2(texelFetch(t_shown, ivec2(4, 0), 0).xy);
    int row = rows.x, coming = rows.y;
    vec2 at = (vec2(texel()) + 0.5) / u_resolution * 2.0 - 1.0;
    vec4 figure = texelFetch(t_signal, ivec2(row, 2), 0);
    vec3 seen = studio(texelFetch(t_sitter, texel(), 0), at, figure, row);
    // Who is held does not move.
    float other = u_coming == u_guest ? u_awake * (1.0 - texelFetch(t_signal, ivec2(row, 3), 0).z) : u_change;
    vec4 next = texelFetch(t_signal, ivec2(coming, 2), 0);
    if (other > 0.0) seen = mix(seen, studio(texelFetch(t_waking, texel(), 0), at, next, coming), other);
    o = vec4(seen, 0.0);
}
