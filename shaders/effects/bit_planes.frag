/*
title = "Bit planes"
says = "Wires of the picture's memory fail: bits of its codes stick, flip or change places."
fault = "tampered"
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "Share of the banks that fail, and how high their bad bits stand."
[params.banks]
default = 18
low = 1
high = 120
unit = "banks"
help = "Banks of memory from top to bottom."
[params.words]
default = 6
low = 1
high = 64
unit = "words"
help = "Words side by side in one bank."
[params.rate]
default = 0.7
low = 0.02
high = 8.0
unit = "Hz"
help = "How often a bank fails anew. Banks take turns."
*/
// reads   t_source
// writes  o: the picture; where a bank fails, its 8-bit sRGB codes with the fault, as light again
// space   banks and words from the lower left

#include "lib/color/srgb.glsl"
#include "lib/hash/pcg.glsl"

// A code (0 .. 255) of a bank with fault h, in which bit is the wire that fails.
ivec3 fail(ivec3 code, uint h, int bit) {
    int wire = 1 << bit;
    uint kind = h & 3u;
    if (kind == 0u) return code & ~wire;  // stuck at 0
    if (kind == 1u) return code | wire;   // stuck at 1
    if (kind == 2u) return code ^ wire;   // inverted
    return (code & ~wire) | (code.brg & wire);  // crossed: red, green and blue one place on
}

void main() {
    o = texelFetch(t_source, texel(), 0);
    ivec2 cell = ivec2(pixel() * vec2(u_words, u_banks) / u_resolution);
    uvec3 own = pcg3d(uvec3(cell, u_seed * 747796405u + 41u));
    uint turn = uint(int(floor(u_rate_phase + unit(own.x))));
    uvec3 now = pcg3d(uvec3(own.yz, turn));
    if (unit(now.x) >= u_amount) {
        return;
    }
    ivec3 code = ivec3(srgb_encode(clamp(o.rgb, 0.0, 1.0)) * 255.0 + 0.5);
    // A word drives no wire above its highest bit: the dark stays dark.
    int highest = findMSB(max(code.r, max(code.g, code.b)));
    int bit = min(int(2.0 + 1.5 * u_amount + 6.0 * u_amount * unit(now.y)), highest);
    if (bit < 0) {
        return;
    }
    o.rgb = srgb_decode(vec3(fail(code, now.z, bit)) / 255.0) * o.a;
}
