// What covers the pools, as the picture samples it: mist spreads over the borders of what it hides.
//
// reads   t_plan_cover
// writes  o  mist, frost, never dug, zero, 0 .. 1

void main() {
    ivec2 cell = target_texel();
    vec4 own = texture(t_plan_cover, (vec2(cell) + 0.5) / u_resolution);
    float sum = 0.0, total = 0.0;
    for (int i = 0; i < 25; i++) {
        ivec2 off = ivec2(i % 5, i / 5) - 2;
        float near = exp(-0.3 * float(dot(off, off)));
        sum += near * texture(t_plan_cover, (vec2(cell) + 1.5 * vec2(off) + 0.5) / u_resolution).x;
        total += near;
    }
    o = vec4(sum / total, own.yzw);
}
