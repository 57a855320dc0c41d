// What a set makes of the signal.
//
// reads   t_wire, t_timing, u_bleed, u_amount
// writes  o.rgb  sRGB codes, 0 .. 1 and a little beyond
//
// Colour: the signal times twice the reference, held by a window that stops the subcarrier and its double.
// Luma: what is left of the signal when that colour is sent once more and taken away, so that colour
// edges keep their crawling dots, and fine stripes of grey take on colour.

#include "carrier.glsl"

void main() {
    ivec2 at = texel();
    vec4 line = texelFetch(t_timing, ivec2(0, at.y), 0);
    float turned = line.y / 1.5707963 - line.x;  // the burst comes late with its line
    int half_width = (8 + int(u_amount * float(u_bleed - 8)) + 2) / 4 * 4;
    int first = at.x + 1 - half_width;
    vec2 colour = vec2(0.0), reference = carrier(float(first) + turned, at.y, u_frame);
    for (int k = 1 - half_width; k < half_width; k++) {
        float voltage = texelFetch(t_wire, ivec2(on_line(at.x + k), at.y), 0).x - 7.5;
        colour += window(k, half_width) * voltage * reference;
        reference = vec2(reference.y, -reference.x);  // a quarter of a cycle on
    }
    colour *= 2.0 / 92.5;
    float luma = (texelFetch(t_wire, at, 0).x - 7.5) / 92.5;
    luma -= dot(colour, carrier(float(at.x) + turned, at.y, u_frame));
    float red = luma + colour.y / 0.877283, blue = luma + colour.x / 0.492111;
    o = vec4(red, (luma - 0.299 * red - 0.114 * blue) / 0.587, blue, 1.0);
}
