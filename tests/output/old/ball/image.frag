void main() {
    vec4 seen = texture(t_march, pixel() / u_resolution);
    float shade = texelFetch(t_clay, ivec2(0), 0).x;
    float light = 0.5 + 0.5 * cos(6.2831853 * (u_turn_phase + seen.x + u_place.x + float(u_seed) * 0.1));
    o = vec4(seen.w > 0.0 && u_lit ? shade * light * u_tint : vec3(0.02), 1.0);
}
