// The evening behind the seeds: sky, sun, stems.
//
// reads   t_seeds (light), t_table, t_seats, every u_<parameter>, u_output (px)
// writes  o  linear light, alpha 1
// space   q: picture heights, x right, y up, origin in the middle

#include "lib/data/cell.glsl"
#include "lib/noise/fbm.glsl"
#include "lib/tone/aces.glsl"
#include "heads.glsl"

// Distance from the stem of a head to q, picture heights: it bends towards its foot, below the picture.
float stem(vec2 q, vec4 head) {
    float down = max(head.y - q.y, 0.0), foot = 0.25 * (head.w - 0.5);
    return q.y > head.y ? length(q - head.xy) : abs(q.x - head.x - foot * down * down);
}

void main() {
    vec2 q = (pixel() - 0.5 * u_output) / u_output.y;
    float wall = u_output.x / u_output.y, w = 1.0 / u_output.y;
    vec2 sun = vec2((u_sun - 0.5) * 0.8 * wall, -0.14), off = q - sun;
    float haze = fbm(vec2(q.x * 1.2 + float(u_seed % 50u), q.y * 5.0), 5.0, 0.5, 2u);
    float low = smoothstep(0.55, -0.5, q.y + 0.05 * haze), disc = smoothstep(0.235, 0.215, length(off));
    vec3 light = u_sky * mix(0.35, 0.9, low) + u_glow * 0.16 * low * low * exp(-1.2 * abs(off.x));
    light += u_glow * (0.10 * exp(-6.0 * dot(off, off)) + disc * 0.34 * mix(1.0, 0.55, smoothstep(-0.2, 0.2, off.y)));
    light *= 1.0 + 0.25 * haze * low;
    for (int row = 0; row < u_rows; row++) {
        vec4 head = head_at(row);
        float far = stem(q, head), thick = 0.0016 + 0.020 * head.z;
        if (far > 0.3 * head.z) continue;
        int state = data_at(row, COL_DENTAL_VISIT, u_moment).state;
        float cover = clamp(0.5 + (thick - far) / w, 0.0, 1.0);
        vec2 from = (q - head.xy) / head.z;
        if (state == MISSING) cover *= step(0.5, fract((head.y - q.y) / 0.02));  // a dotted stem: nobody asked
        vec3 rim = u_glow * 0.20 * smoothstep(0.2 * thick, thick, far) * exp(-2.0 * abs(q.x - sun.x));
        light = mix(light, u_sky * 0.06 + rim, cover);
        float knob = length(from), round = clamp(0.5 + (0.13 - knob) * head.z / w, 0.0, 1.0);
        if (state == MISSING) round *= smoothstep(0.10, 0.11, knob);  // an open ring in place of the head
        vec3 lit = u_glow * 0.25 * smoothstep(0.03, 0.13, knob) * max(0.0, 0.4 - 3.0 * from.y);
        light = mix(light, u_sky * 0.10 + lit, round);
    }
    light += texture(t_seeds, pixel() / u_output).rgb * (0.9 + 1.1 * exp(-2.5 * dot(off, off)));
    o = vec4(tone_aces(light * exp2(u_light) * 1.1), 1.0);
}
