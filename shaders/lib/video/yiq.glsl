// vec3 video_rgb(float luma, vec2 chroma, float error)
//
// Colour as the first colour receivers decode it: luma, and two axes on the phase of one carrier.
//
// luma     0 .. 1, gamma-coded
// chroma   x on the axis from blue-grey to amber (I), y from green to purple (Q)
// error    by which the carrier's phase is wrong, radians: hues turn, brightness stays
// returns  red, green, blue, gamma-coded, not clamped; without chroma all are luma
// exact    the matrix has three digits; luma of the result is luma to 1e-3 of chroma
// source   FCC, NTSC standard of 1953, Y = 0.299 R + 0.587 G + 0.114 B, inverted

vec3 video_rgb(float luma, vec2 chroma, float error) {
    float c = cos(error), s = sin(error);
    vec2 iq = vec2(c * chroma.x - s * chroma.y, s * chroma.x + c * chroma.y);
    return luma + vec3(0.956 * iq.x + 0.621 * iq.y, -0.272 * iq.x - 0.647 * iq.y, -1.106 * iq.x + 1.703 * iq.y);
}
