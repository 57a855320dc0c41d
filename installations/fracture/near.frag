// The three blossoms nearest to each place, so that nobody has to ask all of them.
//
// reads   t_bowls
// writes  o.xyz  rows, nearest first, -1 where there are fewer

#include "wall.glsl"

void main() {
    vec2 q = wall((vec2(texel()) + 0.5) / u_resolution * u_output);
    vec3 far = vec3(1e9), row = vec3(-1.0);
    for (int i = 0; i < u_rows; i++) {
        vec3 bowl = texelFetch(t_bowls, ivec2(i, 0), 0).xyz;
        float d = distance(q, bowl.xy) - bowl.z;
        if (d < far.x) {
            far = vec3(d, far.xy); row = vec3(float(i), row.xy);
        } else if (d < far.y) {
            far.yz = vec2(d, far.y); row.yz = vec2(float(i), row.y);
        } else if (d < far.z) {
            far.z = d; row.z = float(i);
        }
    }
    o = vec4(row, 1.0);
}
