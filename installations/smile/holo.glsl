// vec3 metal(Skin s)   float scale(vec3 p)   vec4 veil(Skin s)   vec3 frost(Skin s)   vec4 outline(Skin s)
// vec3 hologram(int id, vec2 uv, Skin s)
//
// What is not known, what was mended, and the smile as a thing of light.
//
// reads   u_material, u_pitch (mm), u_drift_phase (cycles), u_aura, u_enamel
// uv      place in the map's tile; s  see materials.glsl

#include "lib/hash/pcg.glsl"
#include "lib/light/thin_film.glsl"
#include "lib/light/transmit.glsl"
#include "lib/pattern/fringe.glsl"

const float GAUZE = 0.36;    // mm from thread to thread, and twice, four times as many where these are finer than
const float THREAD = 3.6;    // px from thread to thread
const float LANTERN = 0.42;  // of the light that visits, what comes through gauze

vec3 metal(Skin s) {
    vec3 f0 = vec3(1.0, 0.74, 0.36);
    vec3 room = mirrored(reflect(-s.view, s.n), 0.12) + mix(vec3(0.10, 0.07, 0.05), vec3(0.25, 0.28, 0.32), 0.5 + 0.5 * s.n.y);
    return f0 * room * mix(0.3, 1.0, s.sky) * 0.8 + ggx_specular(s.n, s.view, key_way(), 0.3, f0) * KEY * s.key;
}

// Px to a mm at p.
float scale(vec3 p) {
    return distance(u_screen_corner, u_eye) / distance(p, u_eye) * u_resolution.y / length(u_screen_up);
}

// Threads of a cloth, `side` mm apart, soft by a pixel; mm  px to a mm. 0 between them, 1 on them.
float threads(vec3 p, float side, float mm) {
    vec2 at = vec2(p.x - p.z + 0.35 * p.y, p.y - 0.35 * (p.x - p.z)) / side, pixel = vec2(1.0 / (side * mm));
    vec2 warp = smoothstep(0.30 - pixel, 0.30 + pixel, abs(fract(at) - 0.5));
    return 1.0 - (1.0 - warp.x) * (1.0 - warp.y);
}

// Gauze hung over the tooth: folds as wide as a finger, threads as fine as pixels can show, so that it is cloth across
// a room, too, light that comes through from behind, and that of the lamp that visits, as of a lantern.
vec4 veil(Skin s) {
    float mm = max(scale(s.p), 1e-3), level = log2(max(THREAD / (GAUZE * mm), 1.0)), side = GAUZE * exp2(floor(level));
    float weave = mix(threads(s.p, side, mm), threads(s.p, 2.0 * side, mm), fract(level));
    float cosine = max(dot(s.n, s.view), 0.0), soft = smoothstep(0.0, 0.65, cosine);
    float fold = 0.5 + 0.5 * sin(1.25 * s.p.x + 0.8 * s.p.z + 0.9 * sin(0.33 * s.p.y));
    vec3 cloth = vec3(0.27, 0.26, 0.25) * lit(s, vec3(0.7)) * (0.13 + 0.58 * weave) * mix(0.6, 1.15, fold);
    vec3 through = vec3(0.165, 0.180, 0.20) * (0.16 + 0.60 * cosine * cosine) * (1.0 - 0.65 * weave);  // of who is there
    vec3 lamp = LANTERN * VISIT * s.lamp * (0.25 + 0.75 * cosine) * (1.0 - 0.5 * weave);
    float cover = (0.62 + 0.24 * weave) * soft;
    return vec4((cloth + through * (0.6 + 0.4 * fold)) * pow(dusk(s.p), 0.2) + lamp, 1.0) * cover;
}

vec3 frost(Skin s) {
    // Even and milky, as ground glass is; its grain is too fine to be a spot.
    float rim = pow(1.0 - max(dot(s.n, s.view), 0.0), 2.0);
    return (vec3(0.13, 0.17, 0.21) * (0.12 + 0.36 * lit(s, vec3(0.8))) + vec3(0.4, 0.5, 0.6) * rim * 0.06) * dusk(s.p);
}

vec4 outline(Skin s) {
    // Dotted: the glass of those who lost teeth has an unbroken rim.
    float dot_ = smoothstep(0.22, 0.32, abs(fract((s.p.x + s.p.y) / 1.3) - 0.5));
    float rim = smoothstep(0.45, 0.12, abs(dot(s.n, s.view))) * dot_;
    return vec4(u_aura * 0.55 * rim, 0.35 * rim);
}

// Points of light, one in each cell of `side` mm, soft by a pixel; mm  px to a mm. Where they are finer: their mean.
float points(vec3 p, float side, float mm) {
    vec3 cell = p / side, at = floor(cell);
    uvec3 chance = pcg3d(uvec3(ivec3(at) + 4096));
    vec3 spot = cell - at - 0.5 - 0.5 * (vec3(chance >> 8u) / 16777216.0 - 0.5);
    float pixel = 1.0 / max(side * mm, 1e-3), near = 0.30 - length(spot);
    return mix(2.4 * smoothstep(-pixel, pixel, near) * mix(0.35, 1.0, unit(chance.x)), 0.35, smoothstep(0.4, 0.8, pixel));
}

// The material of light: everything is drawn by what shines, nothing by what is dark.
vec3 hologram(int id, vec2 uv, Skin s) {
    bool crown = id < 32;
    float cosine = rim_cosine(s), rim = pow(1.0 - cosine, 2.0), share = crown ? 1.0 : 0.16;
    float form = mix(0.12, 1.0, s.sky) * (0.30 + 0.70 * max(dot(s.n, key_way()), 0.0));
    vec3 tint = mix(u_aura, u_enamel * vec3(1.0, 0.86, 0.66), crown ? 0.15 + 0.75 * s.warm : 0.0), light;
    if (u_material == MATERIAL_GLASS) {
        vec3 film = thin_film(cosine, 380.0 + 120.0 * s.along, 1.45, 1.0);
        light = tint * (0.03 + 0.34 * form * form + 0.55 * rim) + 0.35 * film * rim + VISIT * 0.5 * s.lamp;
        return (share * light + gloss(s, 0.06, 0.05) * mix(0.5, 1.4, float(crown))) * dusk(s.p);
    }
    if (u_material == MATERIAL_LAGOON) {
        float pulse = 0.75 + 0.25 * sin(TURN * (u_drift_phase - 0.02 * length(s.p.xz)));
        vec3 wander = transmit(s.thick, mix(vec3(0.5), 3.4 * u_aura, 0.8));
        light = tint * u_aura * (0.05 + 1.9 * wander * pulse) * mix(0.3, 1.0, s.sky) + tint * rim * 0.35 + VISIT * 0.6 * s.lamp;
        return (mix(0.05, 1.0, float(crown)) * light + gloss(s, 0.25, 0.03) * 0.5) * dusk(s.p);
    }
    float mark, mm = scale(s.p);
    if (u_material == MATERIAL_SCAN) {
        // A line as wide as its share of light, soft by a pixel; where lines are finer than pixels, their mean.
        float line = abs(fract(s.p.y / u_pitch - u_drift_phase) - 0.5), pixel = 1.0 / max(u_pitch * mm, 1e-3);
        mark = mix(1.5 * smoothstep(0.22 - pixel, 0.22 + pixel, line), 0.8, smoothstep(0.35, 0.7, pixel));
    } else if (u_material == MATERIAL_POINTS) {
        mark = points(s.p, 0.6 * u_pitch, mm) + 0.6 * points(s.p + 31.7, 0.37 * u_pitch, mm);
    } else {
        vec3 plate = vec3(70.0, 40.0, 60.0);
        mark = pow(fringe(s.p, plate, vec3(-60.0, 10.0, 90.0), u_pitch, u_drift_phase), 1.6);
        float far = fringe(s.p, plate, vec3(0.0, -90.0, 70.0), 3.7 * u_pitch, -u_drift_phase);
        tint = mix(tint, mix(tint.bgr, u_enamel, 0.5), 0.7 * far);
        mark = mix(0.42, 0.95, mark);  // it is the pearl that fringes go over
    }
    light = tint * (mark * (0.25 + 1.35 * form) + 0.06 * form + 0.8 * rim * rim) + VISIT * s.lamp * (0.15 + 0.5 * mark);
    return share * light * dusk(s.p);
}
