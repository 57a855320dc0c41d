// Colour differences at a sixteenth of the width and half the height.
//
// reads   t_source
// writes  o.xy  R - Y, B - Y of roots of light, mean of four in 16 x 2 px
// space   texels of this target

void main() {
    ivec2 most = textureSize(t_source, 0) - 1, first = texel() * ivec2(16, 2);
    vec2 sum = vec2(0.0);
    for (int i = 0; i < 4; i++) {
        // Now of this row, now of that.
        vec3 code = sqrt(max(texelFetch(t_source, min(first + ivec2(4 * i + 2, i & 1), most), 0).rgb, 0.0));
        sum += code.rb - dot(code, vec3(0.299, 0.587, 0.114));
    }
    o = vec4(0.25 * sum, 0.0, 0.0);
}
