void main() {
    vec2 q = pixel() / u_resolution;
    o = vec4(q, 0.5 + 0.5 * sin(6.2831853 * u_breath_phase), 1.0) * u_glow;
}
