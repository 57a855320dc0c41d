void main() {
    vec4 form = texture(t_form, pixel() / u_output);
    o = form.w > 0.0 ? vec4(0.5 + 0.5 * form.xyz, 1.0) : vec4(0.0, 0.0, 0.0, 1.0);
}
