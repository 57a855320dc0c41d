// vec3 enamel(Skin s)      vec3 gum(Skin s)      vec4 glass(Skin s, vec3 tint)
//
// What teeth and gum are made of, under one warm key lamp, a cool one behind, and a dim sky.
//
// reads   u_lit_x .. u_lit_z (unit, to the key lamp, which sways), u_enamel, u_flesh, u_aura (colours), u_wet (0 .. 1)
// returns linear light; glass with alpha: what lies behind is seen through it
// space   mm; sources as named in lib/light

#include "lib/light/fresnel_schlick.glsl"
#include "lib/light/ggx_specular.glsl"
#include "lib/light/softbox.glsl"
#include "tints.glsl"

struct Skin {
    vec3 p;        // mm
    vec3 n;        // unit, outward
    vec3 view;     // unit, towards the eye
    float along;   // 0 at the neck .. 1 at the tip
    float thick;   // mm of body behind this point
    float sky;     // share of the sky that is seen, 0 .. 1
    float key;     // share of the key lamp that is seen, 0 .. 1
    float soft;    // 0 .. 1, how unsure the figure: blurs the gloss
    float warm;    // 0 where the least is kept .. 1 where the most is: the colour of all of a tooth
    float fine;    // what a pixel spans of a crown's bend: rims are no thinner than it
    float lamp;    // light of the lamp that goes from tooth to tooth, 0 .. 1
};

const float TURN = 6.2831853;
const vec3 KEY = vec3(1.0, 0.90, 0.76), COOL = vec3(0.55, 0.74, 1.0);

// The back of the mouth lies in the dark.
float dusk(vec3 p) {
    return exp(min(p.z + 4.0, 0.0) / 40.0);
}

vec3 key_way() {
    return vec3(u_lit_x, u_lit_y, u_lit_z);
}

// Two lamps that gloss shows: a window at the key, a tall strip on the other side, behind.
vec3 mirrored(vec3 way, float blur) {
    vec3 key = key_way(), side = normalize(vec3(-key.x, 0.12, 0.35));
    float window = softbox(way, key, 0.08, vec2(0.20, 0.42), 0.03 + blur);
    float strip = softbox(way, side, 0.0, vec2(0.06, 0.8), 0.04 + blur);
    return KEY * 3.0 * window + COOL * 0.9 * strip + COOL * 0.030 * smoothstep(-0.3, 0.9, way.y);
}

vec3 gloss(Skin s, float roughness, float f0) {
    vec3 fresnel = fresnel_schlick(max(dot(s.n, s.view), 0.0), vec3(f0)) * (1.0 + u_wet);
    vec3 spark = ggx_specular(s.n, s.view, key_way(), roughness, vec3(f0)) * KEY * 1.6 * s.key;
    return fresnel * mirrored(reflect(-s.view, s.n), roughness) * mix(0.25, 1.0, s.sky) + spark;
}

// Soft light of lamp and sky on a body in which light wanders, colour by colour.
vec3 lit(Skin s, vec3 wrap) {
    vec3 key = key_way();
    vec3 reach = max((dot(s.n, key) + wrap) / (1.0 + wrap), 0.0) / (1.0 + wrap);
    // Where the lamp is hidden, red still arrives from the lit side next to it.
    vec3 shade = mix(vec3(s.key), vec3(1.0), wrap * 0.18);
    vec3 back = COOL * max(dot(s.n, normalize(vec3(-key.x, 0.4, -0.5))), 0.0) * 0.35;
    vec3 sky = mix(vec3(0.27, 0.22, 0.19), COOL * 0.55, 0.5 + 0.5 * s.n.y) * 0.16 * s.sky * s.sky;
    return KEY * 2.5 * reach * shade + (back + sky) * mix(0.5, 1.0, s.sky) + VISIT * 1.1 * s.lamp;
}

vec3 enamel(Skin s) {
    // Pearl: warm at the neck, and at its rim one step of rose, one of sea.
    float cosine = max(dot(s.n, s.view), 0.0);
    vec3 nacre = mix(vec3(1.10, 0.90, 0.92), vec3(0.92, 1.03, 1.05), smoothstep(0.25, 0.9, cosine + 0.25 * s.n.y));
    vec3 body = mix(u_enamel * vec3(0.92, 0.80, 0.64), u_enamel, smoothstep(-0.1, 0.6, s.along)) * nacre;
    body *= pearl_tint(s.warm);
    vec3 light = body * lit(s, vec3(0.30, 0.24, 0.19)) * 0.60 * mix(0.45, 1.0, s.sky) * mix(0.62, 1.0, cosine);
    // A pearl has light of its own: in the back of the mouth, too, it is lighter than the glass around it.
    vec3 own = body * 0.17 * mix(0.75, 1.0, cosine);
    return own + (light + gloss(s, mix(0.18, 0.6, s.soft), 0.055) * mix(1.0, 0.35, s.soft)) * dusk(s.p);
}

// Living tissue as clear as coral: dark within, and blood glows where it is thin and at its rim.
vec3 gum(Skin s) {
    float cosine = max(dot(s.n, s.view), 0.0), r2 = 1.0 - cosine * cosine;
    vec3 deep = u_flesh * mix(u_flesh, vec3(0.5), 0.4);
    float back = 0.5 + 0.5 * dot(s.n, normalize(vec3(-key_way().x, 0.5, -0.3)));
    vec3 light = mix(deep, u_flesh, 0.3) * lit(s, vec3(0.62, 0.30, 0.24)) * 0.36 * mix(0.4, 1.0, s.sky);
    light += u_flesh * vec3(1.0, 0.62, 0.55) * (0.30 * r2 * r2 * back + 0.5 * s.lamp);
    return (light + gloss(s, mix(0.40, 0.24, u_wet), 0.028) * 0.7 * u_wet) * dusk(s.p);
}

// Cosine between skin and sight, from which rims are made: never nearer to 0 than a pixel can show.
float rim_cosine(Skin s) {
    float cosine = dot(s.n, s.view);
    return sqrt((cosine * cosine + s.fine) / (1.0 + s.fine));
}

// Clear glass with a breath of milk in it: light gathers at the rim and opposite the lamp, and none of it is a gap.
vec4 glass(Skin s, vec3 tint) {
    vec3 key = key_way();
    float cosine = rim_cosine(s), r2 = 1.0 - cosine * cosine, r4 = r2 * r2, line = r4 * r4 * r4;
    // The rim is lit from behind, from above and from the lamp's other side: never the same all around.
    float back = 0.5 + 0.5 * dot(s.n, normalize(vec3(-key.x, 0.7, -0.3)));
    vec3 rim = mix(tint, vec3(1.0), 0.12) * line * (0.7 + 3.2 * back * back) + tint * 0.34 * r4 * r2 * (0.15 + back * back);
    // What the lamp sends in gathers on the far side, within the rim, and runs along the glass to its edge.
    float far = max(dot(s.n, normalize(s.view * 0.75 - key)), 0.0), ring = r2 * (1.0 - line), tip = smoothstep(0.55, 1.0, s.along);
    vec3 caustic = mix(tint, KEY, 0.5) * (1.1 * far * far * far * ring + 0.16 * tip * tip * (0.3 + r2));
    vec3 mirror = vec3(0.05, 0.07, 0.09) * smoothstep(0.70, 1.0, dot(reflect(-s.view, s.n), key));
    vec3 lamp = VISIT * s.lamp * (0.14 + 1.4 * r4);
    vec3 milk = tint * (0.006 + 0.030 * max(0.35 + 0.65 * dot(s.n, key), 0.0)) * mix(0.4, 1.0, s.sky);
    vec3 light = milk + (rim + caustic) * mix(0.5, 1.0, s.sky) + mirror + tint * mix(0.020, 0.19, s.warm * s.warm) + lamp;
    return vec4(light * dusk(s.p), clamp(mix(0.45, 0.15, s.warm) + 0.5 * r4, 0.0, 1.0));
}
