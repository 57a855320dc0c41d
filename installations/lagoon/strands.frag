// Light of one piece of a strand, or of a flake: only between where it begins and where the next one does.
//
// writes  o.rgb  linear light

flat in vec4 ends, cut;
flat in vec3 light;
flat in vec4 wide;
flat in vec2 fade;

void main() {
    vec2 from = pixel() - ends.xy, to = pixel() - ends.zw;
    float first = dot(from, cut.xy), last = -dot(to, cut.zw), off, body, inside = 1.0;
    if (wide.y == 1.0) {
        float soft = max(1.0 - dot(from, from) / (4.0 * wide.x * wide.x), 0.0);
        body = soft * soft * soft;
    } else {
        // It bends from the way in which the one before it ends to that in which the next one begins: no joint is seen.
        inside = float(first >= 0.0 && last > 0.0);
        float u = clamp(first / max(first + last, 1e-3), 0.0, 1.0);
        off = mix(cut.x * from.y - cut.y * from.x, cut.z * to.y - cut.w * to.x, u * u * (3.0 - 2.0 * u));
        float broad = mix(wide.x, wide.w, u), soft = max(1.0 - off * off / (4.0 * broad * broad), 0.0);
        body = soft * soft * soft;
        if (wide.y == 2.0) {  // an arm is a veil with folds that wander
            float s = wide.z + u, x = off / (2.0 * broad);
            vec2 fold = x - vec2(0.46, -0.40) * sin(vec2(1.7, 2.3) * s + vec2(0.0, 1.3));
            fold = 1.0 / (1.0 + 36.0 * fold * fold);
            body = soft * (0.28 * soft + 0.36 * (fold.x + 0.7 * fold.y));
        }
        body *= mix(fade.x, fade.y, u);
    }
    o = vec4(light * body * inside, 0.0);
}
