// Where the beam of a set out of tune is on each row.
//
// reads   u_amount, u_lean, u_roll_phase, u_shake
// writes  o.x  widths by which the line lies to the right      o.y  row of the picture, -1 in the margin
//         o.z  24 bits that the margin carries here            o.w  1 where it carries any
// space   v: heights from the top; the frame goes on to 1 + MARGIN
//
// Both oscillators of the set are pulled by pulses that they no longer quite follow: lib/math/adler.glsl.

#include "lib/hash/pcg.glsl"
#include "lib/math/adler.glsl"

const float MARGIN = 0.0802;  // blanking beside the picture, 19.5 of 243 lines of a field (SMPTE 170M)

void main() {
    float d = 2.0 * u_amount, v = 1.0 - pixel().y / u_resolution.y;
    uint line = uint(v * 486.0);
    float noise = 2.0 * unit(pcg3d(uvec3(line, u_frame, u_seed)).x) - 1.0;
    // Lines come back to their place at the top, where the frame's own pulse catches them.
    float across = adler(d, u_lean * v + 0.375 * u_roll_phase) * (1.0 - exp(-v * 9.0));
    float down = v - adler(d, u_roll_phase) * (1.0 + MARGIN);
    down -= floor(down / (1.0 + MARGIN)) * (1.0 + MARGIN);
    float inside = (down - 1.0) / MARGIN;
    float row = down < 1.0 ? floor((1.0 - down) * u_resolution.y) : -1.0;
    uvec3 bits = pcg3d(uvec3(floor(inside * 16.0), u_frame / 12, u_seed));
    float carries = step(0.55, inside) * step(inside, 0.74);
    o = vec4(across + u_shake * u_amount * noise, row, float(bits.x >> 8), carries);
}
