// vec3 enamel(Skin s)      vec3 gum(Skin s)      vec4 glass(Skin s, vec3 tint, float beyond)
//
// What teeth and gum are made of, under one warm key lamp, a cool one behind, and a dim sky.
//
// reads   u_azimuth, u_elevation (deg), u_glow (stop), u_enamel, u_flesh, u_aura (colours), u_wet (0 .. 1)
// returns linear light; glass with alpha: what lies behind is seen through it
// space   mm; sources as named in lib/light

#include "lib/light/fresnel_schlick.glsl"
#include "lib/light/ggx_specular.glsl"
#include "lib/light/softbox.glsl"
#include "lib/light/thin_film.glsl"
#include "lib/light/transmit.glsl"

struct Skin {
    vec3 p;        // mm
    vec3 n;        // unit, outward
    vec3 view;     // unit, towards the eye
    float along;   // 0 at the neck .. 1 at the tip
    float thick;   // mm of body behind this point
    float sky;     // share of the sky that is seen, 0 .. 1
    float key;     // share of the key lamp that is seen, 0 .. 1
    float soft;    // 0 .. 1, how unsure the figure: blurs the gloss
};

const float TURN = 6.2831853;
const vec3 KEY = vec3(1.0, 0.90, 0.76), COOL = vec3(0.55, 0.74, 1.0);

// The back of the mouth lies in the dark.
float dusk(vec3 p) {
    return exp(min(p.z + 4.0, 0.0) / 34.0);
}

vec3 key_way() {
    vec2 at = radians(vec2(u_azimuth, u_elevation));
    return normalize(vec3(cos(at.x) * cos(at.y), sin(at.y), sin(at.x) * cos(at.y)));
}

// Two lamps that gloss shows: a window at the key, a tall strip on the other side, behind.
vec3 mirrored(vec3 way, float blur) {
    vec3 key = key_way(), side = normalize(vec3(-key.x, 0.12, 0.35));
    float window = softbox(way, key, 0.08, vec2(0.20, 0.42), 0.03 + blur);
    float strip = softbox(way, side, 0.0, vec2(0.06, 0.8), 0.04 + blur);
    float rise = smoothstep(-0.3, 0.9, way.y);
    return KEY * 3.0 * window + COOL * 0.9 * strip + COOL * 0.030 * rise;
}

vec3 gloss(Skin s, float roughness, float f0) {
    vec3 way = reflect(-s.view, s.n);
    float cosine = max(dot(s.n, s.view), 0.0);
    vec3 film = thin_film(cosine, 330.0 + 60.0 * s.n.y + 14.0 * sin(1.7 * s.p.x + 1.1 * s.p.y), 1.33, 1.63);
    vec3 fresnel = mix(fresnel_schlick(cosine, vec3(f0)), film * 1.3, 0.45 * u_wet);
    vec3 spark = ggx_specular(s.n, s.view, key_way(), roughness, vec3(f0)) * KEY * 1.6 * s.key;
    return fresnel * mirrored(way, roughness) * mix(0.25, 1.0, s.sky) + spark;
}

// Soft light of lamp and sky on a body in which light wanders, colour by colour.
vec3 lit(Skin s, vec3 wrap) {
    vec3 key = key_way();
    vec3 reach = max((dot(s.n, key) + wrap) / (1.0 + wrap), 0.0) / (1.0 + wrap);
    // Where the lamp is hidden, red still arrives from the lit side next to it.
    vec3 shade = mix(vec3(s.key), vec3(1.0), wrap * 0.18);
    vec3 back = COOL * max(dot(s.n, normalize(vec3(-key.x, 0.4, -0.5))), 0.0) * 0.35;
    vec3 sky = mix(vec3(0.30, 0.20, 0.16), COOL * 0.55, 0.5 + 0.5 * s.n.y) * 0.16 * s.sky * s.sky;
    return KEY * 2.5 * reach * shade + (back + sky) * mix(0.5, 1.0, s.sky);
}

vec3 enamel(Skin s) {
    // Dentine shows through near the neck; the edge has none behind it, and is blue against the dark.
    float thin = smoothstep(3.6, 1.1, s.thick) * smoothstep(0.55, 1.0, s.along);
    vec3 body = mix(u_enamel * vec3(0.93, 0.80, 0.60), u_enamel, smoothstep(-0.1, 0.55, s.along));
    body = mix(body, u_enamel * vec3(0.62, 0.70, 0.78), 0.55 * thin);
    vec3 key = key_way();
    float through = pow(max(dot(-s.view, normalize(vec3(key.x, key.y, -0.4))), 0.0), 2.0);
    vec3 glow = transmit(s.thick, vec3(1.9, 1.45, 1.1)) * u_enamel * (0.20 + 0.7 * through) * mix(0.4, 1.0, s.key);
    vec3 light = body * lit(s, vec3(0.42, 0.34, 0.27)) * 0.60 + 0.35 * thin * glow;
    return (light + gloss(s, mix(0.16, 0.6, s.soft), 0.055) * mix(1.0, 0.35, s.soft)) * dusk(s.p);
}

vec3 gum(Skin s) {
    vec3 light = u_flesh * lit(s, vec3(0.62, 0.30, 0.24)) * 0.42;
    // Blood glows at thin places: the papillae and the free margin.
    light += u_flesh * vec3(0.9, 0.25, 0.16) * transmit(s.thick, vec3(1.5, 0.6, 0.4)) * 0.10 * s.sky;
    return (light + gloss(s, mix(0.34, 0.2, u_wet), 0.028) * 0.85 * u_wet) * dusk(s.p);
}

// What was lost stands in light: a pane of opal, in layers as a hologram is.
vec4 glass(Skin s, vec3 tint, float beyond) {
    float cosine = abs(dot(s.n, s.view)), rim = pow(1.0 - cosine, 1.6);
    vec3 film = thin_film(cosine, 420.0 + 90.0 * s.along, 1.45, 1.0);
    // Light pours into it from the enamel that stands.
    vec3 spill = (u_material == MATERIAL_ENAMEL ? u_enamel * vec3(1.0, 0.86, 0.68) : 0.3 * tint) * 0.26 * exp(-9.0 * max(beyond, 0.0)) * mix(0.4, 1.0, s.key);
    float pixel = distance(s.p, u_eye) / distance(u_screen_corner, u_eye) * length(u_screen_up) / u_resolution.y;
    float layers = 0.16 * smoothstep(0.25, 0.08, pixel) * cos(TURN * s.p.y / 0.42);
    vec3 opal = tint * (0.085 + 0.05 * s.n.y + 0.10 * max(dot(s.n, key_way()), 0.0)) * (1.0 + layers);
    opal *= u_material == MATERIAL_ENAMEL ? 1.0 : 0.35;
    vec3 light = spill + (opal + tint * 0.75 * rim) * mix(0.45, 1.0, s.sky) + 0.22 * film * rim;
    light += fresnel_schlick(cosine, vec3(0.04)) * mirrored(reflect(-s.view, s.n), 0.05);
    return vec4(light * dusk(s.p), clamp(0.25 + 0.6 * rim, 0.0, 1.0));
}
