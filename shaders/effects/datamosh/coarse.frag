// The same two pictures, four times smaller: for motion too wide for the fine ones.
//
// reads   t_luma
// writes  o.x  now      o.y  a frame ago
// space   texels of 16 x 16 px

void main() {
    vec2 at = 4.0 * pixel(), size = vec2(textureSize(t_luma, 0));
    o = 0.25 * (texture(t_luma, (at + vec2(-1.0, -1.0)) / size) + texture(t_luma, (at + vec2(1.0, -1.0)) / size)
        + texture(t_luma, (at + vec2(-1.0, 1.0)) / size) + texture(t_luma, (at + vec2(1.0, 1.0)) / size));
}
