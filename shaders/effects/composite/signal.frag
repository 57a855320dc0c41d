// One line after the other as a voltage: luma, and both colour differences on one subcarrier.
//
// reads   t_parts
// writes  o.x  IRE units: black 7.5, white 100
//
// N = 92.5 (Y + U sin + V cos) + 7.5, U and V first held below 1.3 MHz (SMPTE 170M). Beyond the ends
// of a line its last colour goes on.

#include "carrier.glsl"

void main() {
    ivec2 at = texel();
    vec2 colour = vec2(0.0);
    for (int k = -7; k <= 7; k++) {  // the window is 0 at -8 and 8
        ivec2 there = ivec2(clamp(at.x + k, 0, 767), at.y);
        colour += window(k, 8) * texelFetch(t_parts, there, 0).yz;
    }
    float luma = texelFetch(t_parts, at, 0).x;
    float voltage = luma + dot(colour, carrier(float(at.x), at.y, u_frame));
    o = vec4(92.5 * voltage + 7.5, 0.0, 0.0, 0.0);
}
