// vec3 studio(vec4 seen, vec2 at, vec4 figure, int row)
//
// A sitter in the light of one lamp before a dark cloth, with ten lights far behind, as a camera codes it.
//
// seen     as bust_seen gives it      at  place in the picture, -1 .. 1
// figure   x lamp, 0 .. 1, -1 behind the sitter: an answer of zero      y lights that are out, 0 .. 10, -1 where that is not known
//          z sway of the lamp, cycles      w chance of its own, 0 .. 1
// returns  x luma, 0 .. 1, gamma-coded      y colour, on the axis from blue-grey (< 0) to amber
//          z colour, on the axis from green (< 0) to purple

#include "lamp.glsl"
#include "materials.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/noise/value.glsl"

const int LIGHTS = 10;
const float KEPT = 0.12;  // of the lamp a full glaze mirrors, and keeps from the clay below: both are as light

// What a sitter is made of, by chance. Clays differ in hue, chroma, glaze and grain, and little in lightness: how light
// a face is says how far its lamp has come round, and must say nothing else.
struct Clay {
    float albedo;
    vec2 hue;     // on the axes to amber and to purple
    float glaze;  // 0 matt .. 1 mirrors the lamp
    float grain;  // 0 fine .. 1 coarse, dark specks
};

// Clays as potters dig them, each hue and how light: none of them yellow, green or lilac in anybody's light.
const vec3 DUG[6] = vec3[](vec3(1.95, 0.36, 0.350), vec3(1.25, 0.02, 0.365), vec3(0.85, 0.10, 0.325),
                           vec3(1.15, 0.22, 0.360), vec3(0.40, 0.07, 0.385), vec3(-0.30, 0.05, 0.330));

Clay clay_of(float chance) {
    uvec4 h = pcg4d(uvec4(floatBitsToUint(chance), 11u, 29u, 7u)), k = pcg4d(h);
    // Terracotta, ochre, umber, rose, sandstone, slate: one, with something of another.
    vec3 clay = mix(DUG[h.x % 6u], DUG[h.z % 6u], 0.4 * unit(h.y));
    return Clay(clay.z, clay.xy, unit(h.w), unit(k.x));
}

// Ten lights behind the sitter, out of focus, before a cloth of that light: light, and what of it is amber. Those that
// are out are rings: faint on a dark cloth, and dark on a lit one. Of which it is not known, all ten are mists: pale, wide
// and without an edge, for ten rings would say that all are out.
vec2 behind(vec2 at, float out_, int row, float cloth) {
    vec2 sum = vec2(0.0);
    uint first = pcg2d(uvec2(row, u_seed + 71u)).x;
    for (int i = 0; i < LIGHTS; i++) {
        uvec2 h = pcg2d(uvec2(i, u_seed + 13u));
        float side = i < 4 ? -1.0 : 1.0, n = i < 4 ? float(i) / 3.0 : float(i - 4) / 5.0;
        vec2 place = vec2(side * (0.80 - 0.18 * unit(h.x)), mix(-0.22, 0.77, n) + 0.03 * (unit(h.y) - 0.5));
        float d = length((at - place) * vec2(1.0, 0.75)), w = 0.02;
        if (out_ < 0.0) {
            sum += vec2(0.035 + 0.45 * cloth, -0.05) * (1.0 - smoothstep(0.0, 0.10, d));
            continue;
        }
        float disc = 1.0 - smoothstep(0.058 - w, 0.058 + w, d), ring = 1.0 - smoothstep(0.010, 0.010 + w, abs(d - 0.052));
        // Which go out first is chance; how many is the figure. The last is dimmed by what is left.
        float order = float((uint(i) * 7u + first) % uint(LIGHTS));
        float on = clamp(order + 1.0 - out_, 0.0, 1.0);
        sum += vec2(0.10 + 0.9 * cloth, 0.12) * disc * on + vec2(mix(0.016, -0.07, smoothstep(0.02, 0.10, cloth)), -0.006) * ring * (1.0 - on);
    }
    return sum;
}

vec3 studio(vec4 seen, vec2 at, vec4 figure, int row) {
    int material = int(seen.w);
    float open = fract(seen.w) / 0.9, sway = 0.10 * sin(6.2831853 * figure.z);
    bool zero = figure.x < 0.0;
    figure.x = max(figure.x, 0.0);
    float lamp_light = mix(0.75, 1.15, figure.x);
    // The cloth behind: the more the lamp has come round, the more of it is lit, and on the far side.
    vec2 pool = vec2(mix(-0.75, 0.50, figure.x) + 0.3 * sway, 0.10);
    float away = length((at - pool) * vec2(0.85, 1.0));
    float cloth = 0.004 + mix(0.004, 0.260, pow(figure.x, 2.5)) * exp(-0.8 * away * away);
    // Of zero the lamp is behind the sitter: it is that of a coin's relief, a line of light and a glow about the head.
    vec2 about = (at - vec2(0.0, 0.22)) * vec2(1.0, 0.65);
    if (zero) cloth = 0.003 + 0.22 * exp(-30.0 * dot(about, about));
    if (material == NOBODY) {
        vec2 far = behind(at, figure.y, row, cloth);
        // A room is cold before its lamp has come round, and warm where it has: what is seen of a far receiver.
        float warm = zero ? 2.1 : mix(-1.2, 1.4, figure.x) + 1.2 * smoothstep(0.0, 0.08, far.y);
        return vec3(pow(max(cloth + far.x, 0.0), 1.0 / 2.2), warm, 0.0);
    }
    vec3 n = vec3(seen.xy, sqrt(max(1.0 - dot(seen.xy, seen.xy), 0.0)));
    if (zero) {
        float slant = 1.0 - n.z, from = smoothstep(-0.7, 0.5, n.y);
        float light = 0.006 + from * (0.05 * slant * slant + 0.46 * smoothstep(0.28, 0.92, slant));
        return vec3(pow(light * smoothstep(-1.25, -0.35, at.y), 1.0 / 2.2), 2.1, 0.0);
    }
    vec3 lamp = lamp_of(figure.x, sway);
    Clay clay = clay_of(figure.w);
    float specks = 0.35 * clay.grain * (value_noise(vec3(45.0 * at, figure.w), u_seed + uint(row)) - 0.5);
    float dark = pow(fract(7.0 * figure.w), 2.0), cotton = fract(5.0 * figure.w);
    float albedo = material == SKIN ? clay.albedo * (1.0 + specks) * (1.0 - KEPT * clay.glaze)
                 : material == HAIR ? mix(0.035, 0.21, dark) : material == WHITE ? 0.60
                 : material == IRIS ? 0.05 : material == RIM ? 0.26 : mix(0.08, 0.26, cotton);
    float wrapped = max((dot(n, lamp) + 0.25) / 1.25, 0.0), key = wrapped * sqrt(wrapped) * seen.z * lamp_light;
    // So much that eyes are seen under a brim, and as much whatever the figure: heads without eyes were a line-up.
    float fill = 0.095 * (0.5 + 0.5 * dot(n, normalize(vec3(0.5, 0.1, 0.8)))) * (0.5 + 0.5 * open);
    // A rim from behind on the right keeps the far cheek from the dark.
    float rim = pow(1.0 - n.z, 2.6) * smoothstep(-0.1, 0.9, n.x + 0.25 * n.y) * 0.22;
    float mirrored = max(dot(n, normalize(lamp + vec3(0.0, 0.0, 1.0))), 0.0);
    float gloss = material == SKIN ? 0.30 * clay.glaze : material == HAIR ? 0.35
                : material == WHITE ? 0.3 : material == RIM ? 0.9 : 0.0;
    float sheen = gloss * pow(mirrored, material >= WHITE ? 60.0 : 16.0) * seen.z * lamp_light;
    float light = (albedo * (key * 0.88 + fill) + mix(0.25, 1.0, albedo) * rim + sheen * 0.55) * (0.48 + 0.52 * open);
    // A small light beside the camera is for eyes alone: whites that read, and a glint in each iris.
    if (material == WHITE) light = max(light, 0.085);
    if (material == IRIS) light += 0.4 * smoothstep(0.965, 0.985, dot(n, normalize(vec3(-0.25, 0.35, 0.9))));
    float warm = mix(-0.55, 1.0, smoothstep(0.0, 0.35, key)) - 0.4 * smoothstep(0.0, 0.3, rim);
    if (material == CLOTH) warm += mix(-0.75, 0.3, fract(3.0 * figure.w));
    if (material == WHITE) warm *= 0.2;
    // Skin is clay, and cloth, hair and eyes have a little of it: a colour that ends at the collar is a mask.
    float of_clay = material == SKIN ? 1.0 : material == CLOTH ? 0.55 : material == HAIR ? 0.35 : 0.0;
    vec2 colour = vec2(mix(1.0, 0.45, of_clay) * warm, 0.0) + of_clay * clay.hue * smoothstep(-0.10, 0.20, key);
    // Towards its lower edge the picture goes into the dark.
    light *= smoothstep(-1.25, -0.35, at.y);
    light = light / (1.0 + 0.28 * light) * 1.12;
    return vec3(pow(max(light, 0.0), 1.0 / 2.2), colour);
}
