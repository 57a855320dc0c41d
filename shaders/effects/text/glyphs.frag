// The alphabet: 32 glyphs of 5 x 7 dots, side by side in cells of 6 x 8.
//
// writes  o.r  1 where there is ink
// space   dots, from the lower left; glyphs 0 .. 15 rise in ink, 16 .. 31 are signs of no shade

// Four rows in the first number, three in the second, from the foot; five bits each, the lowest to the left.
const uvec2 GLYPHS[32] = uvec2[](
    uvec2(0x00000u, 0x0000u), uvec2(0x00080u, 0x0000u), uvec2(0x00080u, 0x0004u), uvec2(0x70000u, 0x0000u),
    uvec2(0x71000u, 0x0084u), uvec2(0x085c0u, 0x000eu), uvec2(0x22a20u, 0x022au), uvec2(0x07c00u, 0x001fu),
    uvec2(0x8c5c0u, 0x000eu), uvec2(0x20be0u, 0x03e8u), uvec2(0xfc631u, 0x3a31u), uvec2(0x7c62fu, 0x3e31u),
    uvec2(0xeb43eu, 0x3a35u), uvec2(0xfabeau, 0x2beau), uvec2(0xdd77fu, 0x7f75u), uvec2(0xfffffu, 0x7fffu),
    uvec2(0x84210u, 0x7e10u), uvec2(0x79c61u, 0x0467u), uvec2(0x21084u, 0x11d5u), uvec2(0x05415u, 0x5415u),
    uvec2(0x8c63fu, 0x7e31u), uvec2(0x61004u, 0x3a30u), uvec2(0xcc631u, 0x4675u), uvec2(0xf9084u, 0x1084u),
    uvec2(0xad63fu, 0x7c3du), uvec2(0x11088u, 0x2084u), uvec2(0xaaaaau, 0x2aaau), uvec2(0xad6b5u, 0x56b5u),
    uvec2(0x07c1fu, 0x7c1fu), uvec2(0x5463fu, 0x108au), uvec2(0xf93e4u, 0x4544u), uvec2(0xfb880u, 0x015fu));

void main() {
    ivec2 at = texel();
    int column = at.x % 6, row = at.y;
    uvec2 glyph = GLYPHS[at.x / 6];
    uint bits = row < 4 ? glyph.x >> (5 * row) : glyph.y >> (5 * (row - 4));
    bool ink = column < 5 && row < 7 && ((bits >> column) & 1u) == 1u;
    o = vec4(float(ink), 0.0, 0.0, 1.0);
}
