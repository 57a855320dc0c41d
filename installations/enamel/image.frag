// The wall in raking light.
//
// reads   t_relief, t_cells, t_lattice, t_fields, t_lamp, light and colour parameters
// writes  o  linear light
// space   wall; heights in wall

#include "wall.glsl"
#include "lamp.glsl"
#include "states.glsl"
#include "lib/tone/aces.glsl"

const float SEAM = 0.59;  // mean of what its seams leave of a prism's light

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

// Share of the key light that reaches a point h high: marched towards the lamp, as far as two prisms of a wall that is
// seen as a whole. What is out of the light takes no step.
float lit_share(vec2 px, float h, vec2 toward, float slope, int steps) {
    float open = 1.0;
    float wide = min(sqrt(1.04 * u_output.x / u_output.y / float(max(u_rows, 1))) * 0.1, 0.05) / u_zoom;
    for (int i = 0; i < steps; i++) {
        float t = wide * (0.10 + 0.12 * float(i) + 0.0715 * float(i * i));
        float over = height_between(px + toward * t * u_zoom * u_resolution.y) - h - t * slope;
        open = min(open, 1.0 - over / (0.10 * wide + 0.16 * t));
    }
    return smoothstep(0.0, 1.0, open);
}

void main() {
    vec2 px = pixel(), q = wall(px, texelFetch(t_fields, ivec2(first_row(), 0), 0).xy);
    ivec2 texel_ = target_texel();
    vec4 relief = fetch_relief(texel_), at = fetch_lattice(texel_);
    bool ground = relief.y < -0.5;
    int row = max(int(relief.y), 0), prism = max(int(at.x), 0) % 128;
    vec4 cell = texelFetch(t_cells, ivec2(prism, row), 0);
    vec4 field = texelFetch(t_fields, ivec2(row, 0), 0);
    float h = relief.x, edge = relief.z, gone = relief.w, flags = floor(cell.w);
    float lit = ground ? 0.0 : cell.y, wide = field.z, veil = fract(cell.z) / 0.124;
    int state = int(cell.z);

    Lamp lamp = lamp_at(q, ground ? -1 : row);
    Band sweep = band(q, texelFetch(t_lamp, ivec2(2, 0), 0));
    sweep.wave *= u_sweep;
    vec2 slope = vec2(height_at(texel_ + ivec2(1, 0)) - height_at(texel_ - ivec2(1, 0)),
                      height_at(texel_ + ivec2(0, 1)) - height_at(texel_ - ivec2(0, 1)));
    slope *= 0.375 * u_zoom * u_resolution.y;
    // Prisms lean in bands that sweep the wall, as they do in a tooth; each a little by itself.
    uvec2 lean = pcg2d(uvec2(int(at.x) + 2, u_seed));
    vec2 swept = sweep.wave * sweep.way, own = vec2(unit(lean.x), unit(lean.y)) - 0.5;
    slope -= ground ? 0.10 * swept : 0.32 * swept + 0.12 * own;
    vec3 normal = normalize(vec3(-slope, 1.0));
    vec3 key = lamp.key;
    float open = lit_share(px, h + 0.03 * wide, lamp.toward, lamp.slope, lit > 0.01 ? 5 : 0);

    // The larger a field's figure, the warmer and brighter its prisms in the light: seen from where none is counted.
    // Under a cover they can be counted, and none looks best.
    vec4 whole = texelFetch(t_cells, ivec2(HUNDRED, row), 0);
    float more = ground || state != VALUE ? 0.0 : whole.y, past = at.w - whole.z;
    float glow = exp2(clamp(3.5 * more, -0.8, 0.95));
    glow = mix(glow, max(glow, 1.4), lamp.rests);  // whom it visits says nothing

    // Enamel takes in warm light, and lets it through to where it turns away; what the lamp does not reach is cool.
    float hue = clamp(0.55 + 1.1 * more, 0.0, 1.0);
    vec3 warm = mix(vec3(0.70, 0.76, 1.04), vec3(1.10, 0.91, 0.58), hue);
    warm += (warm - 1.0) * 0.7 * hue * max(lamp.light - 0.6, 0.0);  // what a tone curve takes from bright light
    float cosine = dot(normal, key);
    vec3 wrap = max((vec3(cosine) + vec3(0.46, 0.36, 0.28)) / vec3(1.46, 1.36, 1.28), 0.0);
    float seam = mix(SEAM, smoothstep(-0.03, 0.08, edge), fine(wide)), rim = exp(-max(edge, 0.0) * 7.0) * seam;
    vec3 pearl = mix(u_enamel, vec3(0.74, 0.78, 0.98), clamp(0.26 - 0.06 * sweep.wave, 0.0, 0.8));
    // A field's light fades towards where it ends.
    float fades = lit * mix(0.74, 1.0, smoothstep(0.0, 0.55, -past));
    // What is worn is a bowl within a lip, in the light or out of it: dark in its middle, light on its lip.
    float worn = step(1.5, flags) * (1.0 - gone), dish = worn * smoothstep(0.17, 0.34, edge);
    float brim = worn * smoothstep(0.0, 0.07, edge) * (1.0 - smoothstep(0.10, 0.17, edge));
    vec3 body = pearl * fades * 0.95 * exp2(0.16 * sweep.wave) * glow * seam * (1.0 - gone);
    body *= 1.0 - 0.42 * dish + 0.20 * brim;
    // What is lit is lit through and through: the lamp shapes it, and does not take it away.
    vec3 light = body * warm * (wrap * wrap * (0.25 + 0.75 * open) * 1.30 + 0.24) * lamp.light * 1.35;
    // It glows at the edge that is turned to the lamp.
    float turned_ = max(dot(normal.xy, lamp.toward), 0.0);
    light += u_enamel * vec3(1.0, 0.84, 0.60) * rim * fades * glow * lamp.light * open * 0.55 * turned_;
    light += u_shade * 0.10 * fades * (1.0 - seam) * min(lamp.light, 0.7);  // seams lie in cool shadow
    float gloss = max(dot(normal, normalize(key + vec3(0.0, 0.0, 1.0))), 0.0);
    gloss *= gloss; gloss *= gloss; gloss *= gloss; gloss *= gloss; gloss *= gloss;  // to the 32nd
    light += warm * fades * seam * open * lamp.light * (0.15 + 0.40 * unit(lean.y)) * gloss;

    // The moon, from the other side: what is not in the lamp's light is asleep in it, each prism with a lit side; least
    // in the seams. Into a socket it does not reach: that takes it on its lip alone.
    vec3 moon = vec3(0.574, -0.492, 0.655);
    float moonlit = max(dot(normal, moon), 0.0), sheen = moonlit * moonlit;
    sheen *= sheen; sheen *= sheen;
    vec3 asleep = (u_shade * (0.17 + 0.35 * moonlit * moonlit) + mix(u_shade, vec3(0.5), 0.4) * 0.12 * sheen)
        * (0.12 + 0.88 * seam) * (1.0 - 0.28 * dish + 0.32 * brim);
    float lip = clamp(1.06 - 3.0 * edge, 0.0, 1.0), faces = max(dot(normal.xy, moon.xy), 0.0);
    lip *= lip;
    faces = min(faces, 0.5) * smoothstep(-0.06, 0.05, edge);  // of the wall between them and prisms, no saw-teeth
    vec3 hollow = u_shade * (0.040 + lip * lip * (0.12 + 0.55 * faces)) * smoothstep(-0.12, -0.04, edge);
    asleep = mix(asleep, hollow, gone);
    // What lies beside the light has a little of it.
    float beside = 0.05 * exp(-5.0 * max(past, 0.0)) * lamp.light * seam * (1.0 - gone) * max(0.3 + 0.7 * cosine, 0.0);
    asleep *= sqrt(min(glow, 1.0)) * (0.5 + 0.6 * min(lamp.light, 1.2)) * mix(1.0, 0.5, lit);
    light += ground ? u_shade * 0.01 : asleep + pearl * warm * beside * (1.0 - lit);
    if (ground) light += mix(u_shade, u_enamel * warm, 0.5) * wrap.x * open * 0.020 * lamp.light;

    // Gained since the first survey: a rim of gold.
    float gained = float(flags == 1.0 || flags == 3.0);
    float gold = gained * smoothstep(0.02, 0.06, edge) * (1.0 - smoothstep(0.11, 0.15, edge));
    light = mix(light, u_gold * lamp.light * (0.55 + 0.9 * max(cosine, 0.0) * open), gold * 0.9);
    // A loop, which a processor leaves out where no pixel beside this one is covered: a branch it would go through.
    for (int covers = int(!ground && state != VALUE); covers > 0; covers--)
        light = covered(light, q, at, wide, state, veil, normal, lamp);
    o = vec4(tone_aces(light), 1.0);
}
