// How light the picture is now and was a frame ago, at a quarter of its size.
//
// reads   t_source; t_luma: its last frame
// writes  o.x  now      o.y  a frame ago      o.z  1: there was one      perceptual lightness, 0 .. 1 and beyond
// space   texels of 4 x 4 px

void main() {
    vec2 at = 4.0 * pixel(), size = u_output;
    vec4 sum = texture(t_source, (at + vec2(-1.0, -1.0)) / size) + texture(t_source, (at + vec2(1.0, -1.0)) / size)
        + texture(t_source, (at + vec2(-1.0, 1.0)) / size) + texture(t_source, (at + vec2(1.0, 1.0)) / size);
    // The square root is near to what the eye sees: motion in the dark counts.
    float now = sqrt(max(dot(sum.rgb, vec3(0.2126, 0.7152, 0.0722)) * 0.25, 0.0));
    vec4 last = fetch_luma(target_texel());
    o = vec4(now, last.z > 0.0 ? last.x : now, 1.0, 1.0);
}
