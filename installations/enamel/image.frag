// The wall in raking light.
//
// reads   t_relief, t_cells, t_lattice, t_fields, t_lamp, light and colour parameters
// writes  o  linear light
// space   wall; heights in wall

#include "wall.glsl"
#include "lamp.glsl"
#include "states.glsl"
#include "lib/tone/aces.glsl"

float height_at(ivec2 at) {
    return fetch_relief(clamp(at, ivec2(0), ivec2(u_resolution) - 1)).x;
}

// Between texels as between prisms: what the lamp passes over is smooth, or shadows would leap as it sways.
float height_between(vec2 px) {
    vec2 q = clamp(px - 0.5, vec2(0.0), u_resolution - 1.01), low = floor(q), w = q - low;
    ivec2 at = ivec2(low);
    return mix(mix(fetch_relief(at).x, fetch_relief(at + ivec2(1, 0)).x, w.x),
               mix(fetch_relief(at + ivec2(0, 1)).x, fetch_relief(at + ivec2(1, 1)).x, w.x), w.y);
}

// Share of the key light that reaches a point h high: marched towards the lamp, as far as two prisms.
float lit_share(vec2 px, float h, vec2 toward, float slope) {
    float open = 1.0;
    float wide = min(sqrt(1.04 * u_output.x / u_output.y / float(max(u_rows, 1))) * 0.1, 0.05);
    for (int i = 0; i < 6; i++) {
        float t = wide * (0.10 + 0.10 * float(i) + 0.045 * float(i * i));
        float over = height_between(px + toward * t * u_resolution.y) - h - t * slope;
        open = min(open, 1.0 - over / (0.10 * wide + 0.16 * t));
    }
    return smoothstep(0.0, 1.0, open);
}

void main() {
    vec2 px = pixel(), q = wall(px);
    ivec2 texel_ = target_texel();
    vec4 relief = fetch_relief(texel_), at = fetch_lattice(texel_);
    bool ground = relief.y < -0.5;
    int row = max(int(relief.y), 0), prism = max(int(at.x), 0) % 128;
    vec4 cell = texelFetch(t_cells, ivec2(prism, row), 0);
    vec4 field = texelFetch(t_fields, ivec2(row, 0), 0);
    float h = relief.x, edge = relief.z, bay = relief.w, flags = floor(cell.w);
    float soft = fract(cell.w), lit = ground ? 0.0 : cell.y, wide = field.z, veil = fract(cell.z) / 0.124;
    int state = int(cell.z);

    Lamp lamp = lamp_at(q);
    Band sweep = band(q);
    sweep.wave *= u_sweep;
    vec2 slope = vec2(height_at(texel_ + ivec2(1, 0)) - height_at(texel_ - ivec2(1, 0)),
                      height_at(texel_ + ivec2(0, 1)) - height_at(texel_ - ivec2(0, 1))) * 0.5 * u_resolution.y;
    slope *= 0.75;
    // Prisms lean in bands that sweep the wall, as they do in a tooth; each a little by itself.
    uvec2 lean = pcg2d(uvec2(int(at.x) + 2, u_seed));
    slope -= ground ? 0.10 * sweep.wave * sweep.way : 0.42 * sweep.wave * sweep.way + 0.12 * (vec2(unit(lean.x), unit(lean.y)) - 0.5);
    vec3 normal = normalize(vec3(-slope, 1.0));
    vec3 key = lamp.key;
    vec2 toward = normalize(key.xy);
    float open = lit_share(px, h + 0.03 * wide, toward, lamp.slope);

    // The larger a field's figure, the warmer and brighter its prisms in the light: seen from where none is counted.
    float more = ground ? 0.0 : texelFetch(t_cells, ivec2(HUNDRED, row), 0).y, glow = exp2(clamp(2.0 * more, -0.9, 1.0));

    // Enamel takes in warm light and gives it back around the edge; out of the lamp it is moonlit.
    vec3 warm = mix(vec3(0.66, 0.76, 0.95), vec3(1.0, 0.80, 0.52), clamp(lamp.near + 0.6 * lamp.visit + 1.2 * more, 0.0, 1.0));
    float cosine = dot(normal, key);
    vec3 wrap = max((vec3(cosine) + vec3(0.30, 0.22, 0.16)) / vec3(1.30, 1.22, 1.16), 0.0);
    float seam = smoothstep(-0.02, 0.07, edge), rim = exp(-max(edge, 0.0) * 9.0) * seam;
    vec3 pearl = mix(u_enamel, vec3(0.62, 0.76, 1.0), clamp(0.31 - 0.31 * sweep.wave, 0.0, 0.8));
    float level = 0.95 * exp2(0.5 * sweep.wave) * glow;
    vec3 body = pearl * mix(0.035, level, lit) * seam * (1.0 - 0.9 * bay);
    // What is lit is lit through and through: the lamp shapes it, and does not take it away.
    vec3 light = body * warm * (wrap * wrap * (0.2 + 0.8 * open) * 1.35 + 0.27) * lamp.light * 1.35;
    light += u_enamel * vec3(1.0, 0.55, 0.22) * rim * lit * lamp.light * 0.16 * (0.3 + 0.7 * open);
    vec3 half_way = normalize(key + vec3(0.0, 0.0, 1.0));
    float gloss = max(dot(normal, half_way), 0.0);
    gloss *= gloss; gloss *= gloss; gloss *= gloss; gloss *= gloss; gloss *= gloss;  // to the 32nd
    light += warm * lit * seam * open * lamp.light * 0.30 * gloss;
    // The shadows' own light: a cool sky from the other side, less of it in the seams and in the bay.
    float sky = 0.35 + 0.65 * clamp(dot(normal, normalize(vec3(-toward * 0.8, 0.8))), 0.0, 1.0);
    vec3 dim = ground ? vec3(0.05) : mix(vec3(0.48), vec3(0.17), bay) * (0.25 + 0.75 * seam);
    light += min(glow, 1.0) * u_shade * dim * sky * (0.14 + 0.22 * min(lamp.light, 2.0));
    if (ground) light += mix(u_shade, u_enamel * warm, 0.5) * wrap.x * open * 0.020 * lamp.light;

    // Gained since the first survey: a rim of gold.
    float gold = float(flags == 1.0 || flags == 3.0) * smoothstep(0.02, 0.06, edge) * (1.0 - smoothstep(0.11, 0.15, edge));
    light = mix(light, u_gold * lamp.light * (0.55 + 0.9 * max(cosine, 0.0) * open), gold * 0.9);
    if (!ground && state != VALUE) light = covered(light, q, at, wide, state, veil, max(cosine, 0.0), lamp, warm);
    o = vec4(tone_aces(light), 1.0);
}
