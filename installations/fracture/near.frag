// The four blossoms nearest to each place, so that nobody has to ask all of them.
//
// reads   t_bowls
// writes  o  rows, nearest first, -1 where there are fewer

#include "wall.glsl"

void main() {
    vec2 q = wall((vec2(texel()) + 0.5) / u_resolution * u_output);
    vec4 far = vec4(1e9), row = vec4(-1.0);
    for (int i = 0; i < u_rows; i++) {
        vec3 bowl = texelFetch(t_bowls, ivec2(i, 0), 0).xyz;
        float d = distance(q, bowl.xy) - bowl.z, own = float(i);
        for (int k = 0; k < 4; k++) {
            if (d < far[k]) {
                float farther = far[k], its = row[k];
                far[k] = d; row[k] = own;
                d = farther; own = its;
            }
        }
    }
    o = row;
}
