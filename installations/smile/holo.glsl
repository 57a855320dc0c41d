// vec3 metal(Skin s)   float scale(vec3 p)   vec4 silk(Skin s, vec2 uv)   vec3 frost(Skin s)   vec4 outline(Skin s)
// vec3 hologram(int id, Skin s)
//
// What is not known, what was mended, and the smile as a thing of light.
//
// reads   u_material, u_pitch (mm), u_drift_phase (cycles), u_aura, u_enamel
// uv      place in the map's tile; s  see materials.glsl

#include "core.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/light/thin_film.glsl"
#include "lib/light/transmit.glsl"
#include "lib/pattern/fringe.glsl"

const float PLEATS = 6.0;   // of silk around a tooth
const float RIMS = 0.12;    // of the light that visits, what the rim of a cover has: nobody may take it for pearl

vec3 metal(Skin s) {
    vec3 f0 = vec3(1.0, 0.74, 0.36);
    vec3 room = s.mirror + mix(vec3(0.16, 0.11, 0.07), vec3(0.36, 0.36, 0.36), 0.5 + 0.5 * s.n.y);
    return f0 * room * mix(0.3, 1.0, s.sky) * 0.8 + f0 * KEY * 2.0 * pow(s.spark, 40.0) * s.key;
}

// Px to a mm at p.
float scale(vec3 p) {
    return distance(u_screen_corner, u_eye) / distance(p, u_eye) * u_resolution.y / length(u_screen_up);
}

// Silk in which a pearl is wrapped: soft folds that core.frag has laid, finer ones between them, a sheen along each, and
// at the rim light that comes through. Where folds are finer than pixels show it is even: nothing is woven. Premultiplied.
vec4 silk(Skin s, vec2 uv) {
    float cosine = max(dot(s.n, s.view), 0.0), rim = 1.0 - cosine, px = scale(s.p) * 24.0 / PLEATS;  // from pleat to pleat
    float round_ = uv.x + WOUND * uv.y;
    float at = PLEATS * round_ + 0.8 * sin(TURN * 2.0 * round_ + 1.0) + 0.5 * sin(TURN * 5.0 * round_) + 0.3 * sin(3.0 * uv.y + TURN * uv.x);
    float wave = 0.6 * sin(TURN * at) + 0.4 * sin(TURN * 0.5 * at + 2.0 * uv.y);
    float fold = wave * smoothstep(3.5, 9.0, px) * mix(0.8, 0.3, smoothstep(0.15, 0.70, uv.y)) * smoothstep(0.0, 0.22, uv.y) * smoothstep(1.0, 0.78, uv.y);
    float sheen = pow(max(dot(s.n, normalize(s.view + key_way())), 0.0), 9.0);
    vec3 cloth = vec3(0.77, 0.73, 0.96) * s.lit * 0.145 + vec3(0.34, 0.32, 0.415) * sheen;
    vec3 through = vec3(0.35, 0.325, 0.435) * rim * rim * rim + vec3(0.058, 0.055, 0.074) * cosine * cosine;  // of who is there
    vec3 light = (cloth + through) * mix(0.65, 1.0, s.dusk);
    float thick = clamp(0.78 + 0.20 * fold + 0.30 * rim * rim, 0.0, 1.0) * smoothstep(0.0, 0.16, cosine);
    // A visit is the glass's, and silk keeps below any pearl in it.
    return vec4(light * (0.60 + 0.28 * fold) * (1.0 - 0.45 * min(s.lamp, 1.0)), 1.0) * thick;
}

// What is held is rimed: a milky crown, palest where it turns away, as even as ground glass; its grain is too fine to
// be a spot.
vec3 frost(Skin s) {
    float cosine = max(dot(s.n, s.view), 0.0), r2 = 1.0 - cosine * cosine;
    float back = 0.5 + 0.5 * dot(s.n, normalize(vec3(-key_way().x, 0.7, -0.3)));
    vec3 ice = vec3(0.42, 0.59, 1.22), light = ice * (0.012 + 0.036 * s.lit);
    light += ice * (0.34 * r2 * r2 * (0.15 + back * back) + 0.03 * r2);
    return light * mix(0.5, 1.0, s.dusk) + RIMS * VISIT * min(s.lamp, 1.0) * r2 * r2;
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
vec3 hologram(int id, Skin s) {
    bool crown = id < 32;
    float cosine = rim_cosine(s), rim = pow(1.0 - cosine, 2.0), share = crown ? 1.0 : 0.16;
    float form = mix(0.12, 1.0, s.sky) * (0.30 + 0.70 * max(dot(s.n, key_way()), 0.0));
    vec3 tint = mix(u_aura, u_enamel * vec3(1.0, 0.86, 0.66), crown ? 0.15 + 0.75 * s.warm : 0.0), light;
    if (u_material == MATERIAL_GLASS) {
        vec3 film = thin_film(cosine, 380.0 + 120.0 * s.along, 1.45, 1.0);
        light = tint * (0.03 + 0.34 * form * form + 0.55 * rim) + 0.35 * film * rim;
        return (share * light + gloss(s, 200.0, 0.05) * mix(0.5, 1.4, float(crown))) * s.dusk;
    }
    if (u_material == MATERIAL_LAGOON) {
        float pulse = 0.75 + 0.25 * sin(TURN * (u_drift_phase - 0.02 * length(s.p.xz)));
        vec3 wander = transmit(s.thick, mix(vec3(0.5), 3.4 * u_aura, 0.8));
        light = tint * u_aura * (0.05 + 1.9 * wander * pulse) * mix(0.3, 1.0, s.sky) + tint * rim * 0.35;
        return (mix(0.05, 1.0, float(crown)) * light + gloss(s, 60.0, 0.03) * 0.5) * s.dusk;
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
    light = tint * (mark * (0.25 + 1.35 * form) + 0.06 * form + 0.8 * rim * rim);
    return share * light * s.dusk;
}
