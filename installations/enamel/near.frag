// The four fields nearest to each place, so that no pixel has to ask all of them.
//
// reads   t_settled, u_place, u_zoom
// writes  o  rows, nearest first, -1 where there are fewer

#include "wall.glsl"

void main() {
    vec2 q = wall((vec2(texel()) + 0.5) / u_resolution * u_output, texelFetch(t_settled, ivec2(first_row(), 0), 0).xy);
    vec4 far = vec4(1e9), row = vec4(-1.0);
    for (int i = 0; i < u_rows; i++) {
        vec4 one = texelFetch(t_settled, ivec2(i, 0), 0);
        vec2 way = q - one.xy;
        float d = dot(way, way) - one.z;
        if (d < far.x) {
            far = vec4(d, far.xyz); row = vec4(float(i), row.xyz);
        } else if (d < far.y) {
            far.yzw = vec3(d, far.yz); row.yzw = vec3(float(i), row.yz);
        } else if (d < far.z) {
            far.zw = vec2(d, far.z); row.zw = vec2(float(i), row.z);
        } else if (d < far.w) {
            far.w = d; row.w = float(i);
        }
    }
    o = row;
}
