// The tubes' light as it hangs in the room: spread wide.
//
// reads   t_spill
// writes  o  linear light

void main() {
    vec2 one = 1.0 / u_resolution, at = (vec2(texel()) + 0.5) * one;
    // A third of a receiver, whatever the picture's size.
    float step_px = max(u_resolution.y * 0.011, 0.5);
    vec3 sum = vec3(0.0);
    float all = 0.0;
    for (int y = -4; y <= 4; y++) {
        for (int x = -4; x <= 4; x++) {
            float weight = exp(-0.12 * float(x * x + y * y));
            sum += weight * texture(t_spill, at + vec2(x, y) * one * step_px).rgb;
            all += weight;
        }
    }
    o = vec4(sum / all, 1.0);
}
