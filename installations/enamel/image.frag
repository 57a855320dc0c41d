// The wall in raking light.
//
// reads   t_relief, t_cells, t_lattice, light and colour parameters, u_breath_phase
// writes  o  linear light
// space   px of the picture; heights in prisms

#include "lib/color/oklch.glsl"
#include "lib/data/states.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/light/ggx_specular.glsl"
#include "lib/noise/simplex.glsl"
#include "lib/pattern/hatch.glsl"
#include "lib/tone/aces.glsl"

float height_at(vec2 px) {
    return fetch_relief(ivec2(clamp(px, vec2(0.5), u_resolution - 0.5))).x;
}

// Share of the key light that reaches a point h high: marched towards the lamp.
float lit_share(vec2 px, float h, vec2 toward, float slope, float unit_px) {
    float open = 1.0;
    for (int i = 0; i < 10; i++) {
        float t = 0.06 + 0.20 * float(i);
        float over = height_at(px + toward * t * unit_px) - h - t * slope;
        open = min(open, 1.0 - over / (0.05 + 0.10 * t));
    }
    return clamp(open, 0.0, 1.0);
}

void main() {
    vec2 px = pixel();
    vec4 relief = fetch_relief(ivec2(px)), at = fetch_lattice(ivec2(px));
    vec4 cell = texelFetch(t_cells, ivec2(at.xy), 0);
    float unit_px = u_resolution.y / (float(u_prisms) * (u_rows > 160 ? 2.0 : 1.0)), h = relief.x, edge = relief.z;
    float soft = fract(cell.w), flags = floor(cell.w), lit = cell.y;
    int state = int(cell.z);
    float veil = fract(cell.z) / 0.124;
    bool ground = relief.y < -0.5;

    // Normal: slope of the relief over a pixel, plus the grain of crystallites that fan out from the axis.
    float s = max(1.0, 0.02 * unit_px);
    vec2 slope = vec2(height_at(px + vec2(s, 0)) - height_at(px - vec2(s, 0)),
                      height_at(px + vec2(0, s)) - height_at(px - vec2(0, s))) * unit_px / (2.0 * s);
    vec2 q = px / unit_px;
    float fine = clamp(unit_px / 24.0 - 0.4, 0.0, 1.0);
    float grain = simplex_noise(vec2(at.w * 3.0, edge * 9.0) + at.xy * 7.3, u_seed);
    slope += fine * 0.16 * grain * vec2(cos(at.w), sin(at.w)) * (1.0 - soft);
    // Every field leans its own way, so that the light finds one after the other.
    uvec2 lean = pcg2d(uvec2(int(relief.y) + 2, u_seed));
    slope += ground ? vec2(0.0) : 0.42 * (vec2(unit(lean.x), unit(lean.y)) - 0.5);
    vec3 normal = normalize(vec3(-slope, 1.15));

    float angle = radians(u_azimuth + u_sway * sin(6.2831853 * u_breath_phase));
    float rise = radians(u_elevation);
    vec2 toward = vec2(cos(angle), sin(angle));
    vec3 key = vec3(toward * cos(rise), sin(rise)), view = vec3(0.0, 0.0, 1.0);
    float open = lit_share(px, h + 0.01, toward, tan(rise), unit_px);

    // One lamp, up and to a side: bright near it, the far end of the wall falls into the dark.
    vec2 place = (px - 0.5 * u_resolution) / u_resolution.y;
    float aspect = u_resolution.x / u_resolution.y;
    float away = length((place - toward * vec2(0.30 * aspect, 0.30)) / vec2(0.5 * aspect, 0.9));
    float near = 1.0 / (1.0 + pow(away / u_pool, 2.6));
    float lamp = exp2(u_glow) * (0.40 + 9.0 * near);
    vec3 warm = mix(vec3(0.74, 0.78, 0.90), vec3(1.0, 0.80, 0.50), near);

    // Enamel takes in warm light and gives it back around the edge; out of the lamp it is moonlit.
    float cosine = dot(normal, key);
    vec3 wrap = max((vec3(cosine) + vec3(0.30, 0.20, 0.12)) / vec3(1.30, 1.20, 1.12), 0.0);
    wrap *= wrap * smoothstep(-0.03, 0.06, edge);
    float standing = smoothstep(0.05, 0.3, relief.w / u_depth) * float(!ground);
    vec3 light = u_enamel * warm * wrap * (0.06 + 0.94 * open) * lamp * mix(0.035, 0.74, lit) * standing;
    light += float(ground) * mix(u_shade, u_enamel * warm, 0.5) * wrap * open * 0.055 * lamp * near;
    vec3 half_view = normalize(view + vec3(0.15, 0.1, 0.0));
    light += ggx_specular(normal, half_view, key, mix(0.55, 0.30, lit), vec3(0.06)) * warm * open * lamp * mix(0.12, 1.1, lit) * standing;
    float rim = exp(-max(edge, 0.0) * 10.0) * smoothstep(-0.01, 0.05, edge) * standing;
    light += u_enamel * vec3(1.0, 0.55, 0.22) * rim * lit * lamp * 0.30 * (0.25 + 0.75 * open);

    // The shadows' own light: a cool sky from the other side, less of it in the seams and pits.
    float pit = smoothstep(-0.10, 0.16, edge) * clamp(1.0 + 1.4 * min(h, 0.0), 0.25, 1.0);
    float sky = 0.35 + 0.65 * clamp(dot(normal, normalize(vec3(-toward * 0.8, 0.8))), 0.0, 1.0);
    vec3 body = ground ? vec3(0.07) : mix(vec3(0.16), mix(vec3(0.62), u_enamel, 0.4), standing);
    light += u_shade * body * pit * sky * (0.22 + 0.30 * min(lamp, 1.5)) * exp2(u_glow);

    // Gained since the first survey: a rim of gold.
    float gold = float(flags == 1.0 || flags == 3.0) * smoothstep(0.02, 0.07, edge) * (1.0 - smoothstep(0.13, 0.18, edge));
    light = mix(light, u_gold * lamp * (0.25 + 1.6 * max(cosine, 0.0) * open), gold * 0.9);

    // Withheld: a weave of silk. Held: frost. Neither shows what lies under it; fields stay apart.
    float cloth = smoothstep(-0.15, -0.03, edge) * (0.55 + 0.45 * smoothstep(-0.04, 0.12, edge));
    vec3 glow = mix(u_shade, u_enamel * warm, 0.45) * cloth * min(lamp + 0.25, 2.2);
    if (state == SUPPRESSED && !ground) {
        float w = 1.0 / unit_px;
        float weave = max(hatch(q, 0.785, 0.30, 0.34, w), hatch(q, -0.785, 0.30, 0.34, w));
        // Threads that are seen from afar, too; what is known lies dimmed under them.
        float thread = max(hatch(q, 0.785, 1.7, 0.20, w), hatch(q, -0.785, 1.7, 0.20, w));
        float covers = 0.9 * mix(0.72, 1.0, veil);
        vec3 silk = glow * (0.04 + 0.20 * weave + 0.30 * thread) * (0.4 + 0.6 * max(cosine, 0.0));
        light = mix(light, silk, max(covers, 0.9 * thread * cloth));
    }
    if (state == HELD && !ground) {
        // Ice flowers: two noises that fold each other.
        float fold = simplex_noise(q * 0.9, u_seed + 21u);
        float ice = 1.0 - abs(simplex_noise(q * 1.7 + 1.4 * fold, u_seed + 5u));
        float sparkle = pow(max(simplex_noise(q * 9.0, u_seed + 9u), 0.0), 6.0);
        vec3 frost = mix(u_shade, vec3(0.80, 0.92, 1.0), 0.30 + 0.5 * ice * ice);
        light = mix(light, frost * cloth * (0.10 + 0.22 * ice * ice + 0.5 * sparkle) * (0.5 + 0.5 * min(lamp, 1.6)), 0.92 * mix(0.72, 1.0, veil));
    }
    if (state == MISSING && !ground) {
        float line = smoothstep(0.00, 0.03, edge) * (1.0 - smoothstep(0.06, 0.10, edge));
        light = light * 0.5 + mix(u_shade, vec3(1.0), 0.25) * line * (0.10 + 0.16 * min(lamp, 1.5)) * veil;
    }
    // Prisms in the light that can be counted under it: a step below a field of which all is known.
    if (state != VALUE && veil < 0.9 && !ground) light *= 0.65;

    o = vec4(tone_aces(light), 1.0);
}
