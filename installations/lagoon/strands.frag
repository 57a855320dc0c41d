// Light of one piece of a strand, or of a flake: only between where it begins and where the next one does.
//
// writes  o.rgb  linear light

flat in vec4 ends, cut;
flat in vec3 light;
flat in vec4 wide;

void main() {
    vec2 from = pixel() - ends.xy, along = normalize(ends.zw - ends.xy);
    bool flake = wide.y == 1.0;
    float inside = float(flake || (dot(from, cut.xy) >= 0.0 && dot(pixel() - ends.zw, cut.zw) < 0.0));
    float off = flake ? dot(from, from) : from.x * along.y - from.y * along.x;
    float q = (flake ? off : off * off) / (4.0 * wide.x * wide.x), soft = max(1.0 - q, 0.0);
    float body = soft * soft * soft;
    if (wide.y == 2.0) {  // an arm is a veil with two folds that wander
        float s = wide.z + dot(from, along) * wide.w, v = off / (2.0 * wide.x);
        vec2 fold = v - vec2(0.42, -0.38) * sin(vec2(1.7, 2.3) * s + vec2(0.0, 1.3));
        fold = 1.0 / (1.0 + 28.0 * fold * fold);
        body = soft * (0.30 * soft + 0.40 * (fold.x + 0.8 * fold.y));
    }
    o = vec4(light * body * inside, 0.0);
}
