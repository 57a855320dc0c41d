// The colour that a set finds in the signal.
//
// reads   t_wire, t_timing, u_bleed, u_amount
// writes  o.xy  U and V at every fourth sample
//
// The signal times twice the reference, held by a window that stops the subcarrier and its double. It
// leaves less than 1.3 MHz, so that one value a cycle of the subcarrier tells all of it.

#include "carrier.glsl"

void main() {
    int line = texel().y, middle = 4 * texel().x;
    vec4 timing = texelFetch(t_timing, ivec2(0, line), 0);
    float turned = timing.y / 1.5707963 - timing.x;  // the burst comes late with its line
    int half_width = (8 + int(u_amount * float(u_bleed - 8)) + 2) / 4 * 4;
    vec2 colour = vec2(0.0), reference = carrier(float(middle + 1 - half_width) + turned, line, u_frame);
    for (int k = 1 - half_width; k < half_width; k++) {
        float voltage = texelFetch(t_wire, ivec2(on_line(middle + k), line), 0).x - 7.5;
        colour += window(k, half_width) * voltage * reference;
        reference = vec2(reference.y, -reference.x);  // a quarter of a cycle on
    }
    o = vec4(colour * 2.0 / 92.5, 0.0, 0.0);
}
