// The tubes' light, small: the mean of eight by eight px.
//
// reads   t_tubes
// writes  o  linear light

void main() {
    vec2 one = 1.0 / u_resolution, at = (vec2(texel()) + 0.5) * one;
    vec3 sum = vec3(0.0);
    for (int y = 0; y < 4; y++) {
        for (int x = 0; x < 4; x++) sum += texture(t_tubes, at + (vec2(x, y) - 1.5) * 0.25 * one).rgb;
    }
    o = vec4(sum / 16.0, 1.0);
}
