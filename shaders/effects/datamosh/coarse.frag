// The same two pictures, four times smaller: for motion too wide for the fine ones.
//
// reads   t_luma
// writes  o.x  now      o.y  a frame ago
// space   texels of 16 x 16 px

void main() {
    vec2 at = 4.0 * pixel(), size = vec2(textureSize(t_luma, 0));
    o = vec4(0.0);
    // A tent, 8 texels wide: what is finer than this picture can show would move the wrong way in it.
    for (int i = 0; i < 16; i++) {
        vec2 tap = vec2(i & 3, i >> 2) * 2.0 - 3.0, weight = 0.5 - 0.125 * abs(tap);
        o += weight.x * weight.y * texture(t_luma, (at + tap) / size);
    }
}
