// One seed: light of its stalk and of its silk.
//
// reads   what seeds.vert writes
// writes  o  light that is added: rgb of silk and stalks, linear; a is not used
//
// A head is drawn after what is known of its figure:
//   value       stalks, and silk on as many as people in a hundred; half open where the survey is unsure
//   zero        a hundred bare stalks with a bead of gold: asked, and the answer is none
//   suppressed  a dim ball of mist in which nothing can be counted
//   held        stalks gathered in a bud that has not opened
//   missing     nothing (image.frag draws the stem alone)

in vec2 place;
flat in float reach, open, silk, front, pixel_width;
flat in int what;

const int MISSING = 0, VALUE = 1, ZERO = 2, SUPPRESSED = 3, HELD = 4;

// Share of a pixel under a line of this half width, `off` from its middle; a line thinner than a pixel gets paler.
float line(float off, float half_width) {
    float wide = max(half_width, 0.6 * pixel_width);
    return half_width / wide * clamp(0.5 + (wide - abs(off)) / pixel_width, 0.0, 1.0);
}

void main() {
    if (what == SUPPRESSED) {
        float r = dot(place, place);
        o = vec4(u_silk * vec3(0.75, 0.85, 1.0) * 0.06 * smoothstep(1.0, 0.0, r) * (0.6 + 0.8 * r), 0.0);
        return;
    }
    float along = clamp(place.x / reach, 0.0, 1.0);
    float stalk = line(place.y, 0.009) * step(place.x, reach) * step(0.0, place.x);
    vec3 bare = mix(u_glow, u_silk, 0.35) * (0.07 + 0.16 * along) * (0.4 + 0.6 * front);
    o = vec4(bare * stalk, 0.0);
    vec2 tip = vec2(place.x - reach, place.y);
    float bead = clamp(0.5 + (0.030 - length(tip)) / pixel_width, 0.0, 1.0);
    if (what == HELD) o.rgb *= 0.5 * smoothstep(1.0, 0.2, abs(2.0 * along - 1.1));
    if (what == ZERO) o.rgb += u_glow * 0.35 * bead * (0.3 + 0.7 * front);
    if (what != VALUE) return;
    o.rgb += u_glow * (0.10 + 0.35 * (1.0 - silk)) * bead * (0.3 + 0.7 * front);
    // Silk: fine hairs that spread from the tip into a disc, brighter at its rim, where they face the sun.
    vec2 disc = vec2(tip.x / open, tip.y) / max(u_tuft * silk, 1e-3);
    float r = length(disc), turn = atan(disc.y, disc.x), hairs = 9.0;
    float off = abs(fract(turn * hairs / 6.2831853) - 0.5) * 6.2831853 / hairs * r * u_tuft * silk;
    float edge = smoothstep(1.0, 0.85, r);
    float hair = line(off, 0.008) * edge, mist = edge * (0.05 + 0.22 * r * r * r);
    o.rgb += u_silk * silk * (0.30 * hair + 0.16 * mist) * (0.10 + 0.90 * front * front) * smoothstep(0.0, 0.15, silk);
}
