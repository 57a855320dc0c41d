// Light of one seed, which is added, or a stem, which covers what is behind it.
//
// reads   what seeds.vert writes, u_silk, u_glow, u_sky, u_tuft, u_sun
// writes  o  linear light, premultiplied; a seed has alpha 0
//
// A head is drawn after what is known of its figure:
//   value       stalks, and silk on as many as people in a hundred; half open where the survey is unsure
//   zero        a hundred bare stalks with a bead of gold: asked, and the answer is none
//   suppressed  a dim ball of mist in which nothing can be counted
//   held        stalks gathered in a bud that has not opened
//   missing     a dotted stem with an open ring: nobody asked

#include "lib/data/states.glsl"

in vec2 place;
flat in vec4 head;
flat in float reach, open, silk, front;
flat in int what, part;

// Share of a pixel under a line of this half width, `off` from its middle; a line thinner than a pixel gets paler.
float line(float off, float half_width, float pixel) {
    float wide = max(half_width, 0.6 * pixel);
    return half_width / wide * clamp(0.5 + (wide - abs(off)) / pixel, 0.0, 1.0);
}

// The stem bends towards its foot, and ends in a knob.
vec4 stem(vec2 q, float pixel) {
    float down = max(-q.y, 0.0), thick = 0.0016 + 0.020 * head.z;
    float far = q.y > 0.0 ? length(q) : abs(q.x - 0.25 * (head.w - 0.5) * down * down), knob = length(q) / head.z;
    float cover = clamp(0.5 + (thick - far) / pixel, 0.0, 1.0);
    float ball = clamp(0.5 + (0.13 - knob) * head.z / pixel, 0.0, 1.0);
    if (what == MISSING) {
        cover *= step(0.5, fract(down / 0.02)) * step(0.13, knob);
        ball *= smoothstep(0.10, 0.11, knob);
    }
    float from_sun = abs(head.x + q.x - (u_sun - 0.5) * 0.8 * u_output.x / u_output.y);
    vec3 edge = u_sky * 0.06 + u_glow * 0.20 * smoothstep(0.2 * thick, thick, far) * exp(-2.0 * from_sun);
    vec3 lit = u_sky * 0.10 + u_glow * 0.25 * smoothstep(0.03, 0.13, knob) * max(0.0, 0.4 - 3.0 * q.y / head.z);
    return vec4(mix(edge * cover, lit, ball), max(cover, ball));
}

vec3 seed(float pixel) {
    float along = clamp(place.x / reach, 0.0, 1.0);
    float stalk = line(place.y, 0.009, pixel) * step(place.x, reach) * step(0.0, place.x);
    vec3 bare = mix(u_glow, u_silk, 0.35) * (0.07 + 0.16 * along) * (0.4 + 0.6 * front), light = bare * stalk;
    vec2 tip = vec2(place.x - reach, place.y);
    float bead = clamp(0.5 + (0.030 - length(tip)) / pixel, 0.0, 1.0) * (0.3 + 0.7 * front);
    if (what == HELD) return light * 0.5 * smoothstep(1.0, 0.2, abs(2.0 * along - 1.1));
    if (what == ZERO) return light + u_glow * 0.35 * bead;
    // Silk: fine hairs that spread from the tip into a disc, with a mist towards its rim.
    light += u_glow * (0.10 + 0.35 * (1.0 - silk)) * bead;
    vec2 disc = vec2(tip.x / open, tip.y) / max(u_tuft * silk, 1e-3);
    float r = length(disc), turn = atan(disc.y, disc.x) * 9.0 / 6.2831853, rim = smoothstep(1.0, 0.85, r);
    float off = abs(fract(turn) - 0.5) * 6.2831853 / 9.0 * r * u_tuft * silk;
    float hair = line(off, 0.008, pixel) * rim, mist = rim * (0.05 + 0.22 * r * r * r);
    vec3 shine = u_silk * silk * (0.10 + 0.90 * front * front) * smoothstep(0.0, 0.15, silk);
    return light + shine * (0.30 * hair + 0.16 * mist);
}

void main() {
    float pixel = 1.0 / u_output.y, r = dot(place, place);
    if (part == 0) o = stem(place, pixel);
    else if (what != SUPPRESSED) o = vec4(seed(pixel / head.z), 0.0);
    else o = vec4(u_silk * vec3(0.04, 0.05, 0.06) * smoothstep(1.0, 0.0, r) * (0.6 + 0.8 * r), 0.0);
}
