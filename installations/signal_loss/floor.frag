// What the polished floor before the wall mirrors: the wall upside down, torn long by the eye's low place.
//
// reads   t_halo
// writes  o  linear light
// space   wall of wall.glsl

#include "wall.glsl"

void main() {
    vec2 at = wall_at(pixel() * u_output / u_resolution);
    float below = max(FLOOR - at.y, 0.0);
    vec3 sum = vec3(0.0);
    for (int i = 0; i < 6; i++) {
        float up = below * (1.1 + 0.5 * float(i)) + 0.004 * float(i);
        sum += texture(t_halo, (0.5 * u_output + u_output.y * vec2(at.x, FLOOR + up)) / u_output).rgb;
    }
    o = vec4(sum / 6.0 * 0.55 * exp(-7.0 * below) + vec3(0.0008, 0.001, 0.0013), 1.0);
}
