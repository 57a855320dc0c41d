void main() {
    vec4 form = fetch_form(target_texel());
    o = form.w > 0.0 ? vec4(0.5 + 0.5 * form.xyz, 1.0) : vec4(0.0, 0.0, 0.0, 1.0);
}
