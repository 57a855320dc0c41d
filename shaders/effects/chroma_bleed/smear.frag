// Colour run out to the right: a one-sided exponential, as a slow circuit answers.
//
// reads   t_chroma, u_reach, u_amount
// writes  o.xy  sum of weights w^k of the texels k to the left, over the weights' sum
// space   texels: 16 px wide, 2 high

void main() {
    float reach = max(u_amount * (2.0 - u_amount) * u_reach * u_output.x / 16.0, 0.05);  // texels
    float stride = max(1.0, reach * 3.0 / 12.0), weight = exp(-stride / reach), now = 1.0, total = 0.0;
    vec2 sum = vec2(0.0), size = vec2(textureSize(t_chroma, 0));
    // Tape also hands colour down: a recorder joins two lines to hide their phase errors.
    vec2 at = pixel() + vec2(0.0, 0.5 * u_amount);
    for (int k = 0; k < 12; k++) {
        sum += now * textureLod(t_chroma, (at - vec2(stride * float(k), 0.0)) / size, 0.0).xy;
        total += now;
        now *= weight;
    }
    o = vec4(sum / total, 0.0, 0.0);
}
