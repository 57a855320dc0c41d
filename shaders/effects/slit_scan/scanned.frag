// What the slits have renewed. A slit is open from where it is back over (1 - amount)^3 of the way to the next.
//
// reads   t_source, t_begun; t_scanned: its last frame; u_amount, u_rate (Hz), u_dt (s)
// writes  o: linear light, premultiplied

#include "slit.glsl"

void main() {
    ivec2 at = target_texel();
    bool first = texelFetch(t_begun, ivec2(0), 0).x < 1.5;
    // At least the way of one frame, else lines would be missed.
    float open = max(pow(1.0 - u_amount, 3.0), u_rate * u_dt + 1e-4);
    bool renewed = u_amount == 0.0 || slit_behind(pixel()) <= open || first;
    o = renewed ? fetch_source(at) : fetch_scanned(at);
}
