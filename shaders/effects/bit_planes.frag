/*
title = "Bit planes"
says = "Wires of the picture's memory fail: bits of its codes stick, flip or change places."
fault = "tampered"
reads = ["source", "banks"]
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
[[passes]]
name = "banks"
shader = "bit_planes/banks.frag"
size = ["64", "120"]
format = "f4"
filter = "nearest"
*/
// reads   t_source, t_banks: wire and kind of the fault of each word
// writes  o: the picture; where a word fails, its 8-bit sRGB codes with the fault, as light again
// space   words and banks from the lower left

#include "lib/color/srgb.glsl"

void main() {
    o = fetch_source(target_texel());
    vec4 bank = texelFetch(t_banks, ivec2(pixel() * vec2(u_words, u_banks) / u_resolution), 0);
    int wire = int(bank.x), kind = int(bank.y);
    if (wire == 0) return;
    ivec3 code = ivec3(srgb_encode(clamp(o.rgb, 0.0, 1.0)) * 255.0 + 0.5);
    // A word drives no wire above its highest bit: the dark stays dark.
    if (wire <= max(code.r, max(code.g, code.b))) {
        // What the wire carries: nothing, always something, the inverse, another colour's bit.
        ivec3 carried = kind < 2 ? ivec3(-kind) : kind == 2 ? ~code : code.brg;
        o.rgb = srgb_decode(vec3((code & ~wire) | (carried & wire)) / 255.0);
    }
}
