// vec3 enamel(Skin s)      vec4 gum(Skin s)      vec4 glass(Skin s, vec3 tint, float bare)
//
// What teeth and gum are made of, under one warm key lamp, a cool one behind, and a dim sky.
//
// reads   u_lit_x .. u_lit_z (unit, to the key lamp, which sways), u_enamel, u_flesh, u_aura (colours), u_wet (0 .. 1)
// returns linear light; glass and gum with alpha: what lies behind is seen through them
// space   mm; sources as named in lib/light

#include "lib/light/fresnel_schlick.glsl"
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
    float lamp;    // light of the lamp that goes from tooth to tooth, in the tooth where it is, 0 .. 1
    float beside;  // what of it falls on this skin from where it is
    vec3 mirror;   // lamps that it mirrors, once for all that it may be made of
    float spark;   // cosine between where it mirrors to and the key lamp, 0 .. 1
    vec3 lit;      // soft light on it
    float dusk;    // 1 in front, less in the back of the mouth
};

const float TURN = 6.2831853;
const vec3 KEY = vec3(1.0, 0.90, 0.76), COOL = vec3(0.55, 0.74, 1.0);

vec3 key_way() {
    return vec3(u_lit_x, u_lit_y, u_lit_z);
}

// A tall lamp, brightest in its middle, with soft ends: what of it is met by way. size  half width, half height, tangents
float pane_of_light(vec3 way, vec3 centre, vec2 size, float blur) {
    float ahead = dot(way, centre);
    vec3 side = vec3(centre.z, 0.0, -centre.x) * inversesqrt(1.0 - centre.y * centre.y);
    vec2 off = vec2(dot(way, side), dot(way, cross(centre, side))) / (max(ahead, 1e-3) * (size + blur)), off2 = off * off;
    float near = max(1.0 - dot(off2, off2), 0.0);
    return ahead > 0.0 ? smoothstep(0.0, 0.6 + blur, near) * (0.35 + 0.9 * near * near) : 0.0;
}

// Lamps that gloss shows: a window at the key, a tall strip on the other side, behind.
vec3 mirrored(vec3 way, float blur) {
    vec3 key = key_way(), side = normalize(vec3(-key.x, 0.12, 0.35));
    float window = pane_of_light(way, key, vec2(0.13, 0.40), blur);
    float strip = pane_of_light(way, side, vec2(0.09, 1.1), blur);
    return KEY * 3.0 * window + COOL * 0.9 * strip + COOL * 0.030 * smoothstep(-0.3, 0.9, way.y);
}

// Gloss: lamps as they are mirrored, and the spark of the key; narrow  the larger the smaller is the spark.
vec3 gloss(Skin s, float narrow, float f0) {
    vec3 fresnel = fresnel_schlick(max(dot(s.n, s.view), 0.0), vec3(f0)) * (1.0 + u_wet);
    return fresnel * s.mirror * mix(0.25, 1.0, s.sky) + KEY * 30.0 * f0 * pow(s.spark, narrow) * s.key;
}

// Soft light of lamp and sky on a body in which light wanders.
vec3 lit(Skin s) {
    vec3 key = key_way();
    float wrap = 0.55, reach = max((dot(s.n, key) + wrap) / (1.0 + wrap), 0.0) / (1.0 + wrap);
    vec3 back = COOL * max(dot(s.n, normalize(vec3(-key.x, 0.4, -0.5))), 0.0) * 0.35;
    vec3 sky = mix(vec3(0.27, 0.22, 0.19), COOL * 0.55, 0.5 + 0.5 * s.n.y) * 0.16 * s.sky * s.sky;
    return KEY * 2.5 * reach * mix(s.key, 1.0, 0.1) + (back + sky) * mix(0.5, 1.0, s.sky);
}

// Pearl: layer upon layer that light goes into and comes back from. A crisp spark and a broad sheen lie on it, colours
// of thin films at its rim, and within is light of its own, as of a flame: the more is kept the more.
vec3 enamel(Skin s) {
    float cosine = max(dot(s.n, s.view), 0.0), r2 = 1.0 - cosine * cosine, seen = mix(0.45, 1.0, s.sky);
    vec3 key = key_way(), pale = u_enamel * pearl_tint(s.warm), deep = pearl_deep(s.warm);
    float lit_ = smoothstep(-0.30, 1.0, dot(s.n, key)) * mix(0.35, 1.0, s.key);
    vec3 film = cos(TURN * (vec3(0.02, 0.36, 0.66) + 1.15 * cosine + 0.10 * s.n.y));
    vec3 body = pale * (1.0 + 0.50 * r2 * film) * (0.035 + 0.44 * lit_ * lit_);
    float flame = max(dot(s.n, normalize(s.view - vec3(0.0, 0.30, 0.0))), 0.0), heart = flame * flame * flame;
    vec3 own = mix(deep, pale, smoothstep(0.0, 0.8, heart)) * (0.16 + 0.84 * heart);
    float away = max(dot(s.n, normalize(vec3(-key.x, 0.3, -0.2))), 0.0);
    vec3 back = mix(COOL, pale, 0.3) * (1.0 + 0.5 * film) * 0.55 * r2 * r2 * away;
    vec3 sheen = mix(vec3(1.0), pale, 0.3) * 0.62 * pow(s.spark, mix(11.0, 3.0, s.soft)) * mix(1.0, 0.4, s.soft);
    vec3 spark = KEY * 2.6 * pow(s.spark, mix(120.0, 8.0, s.soft)) * mix(1.0, 0.1, s.soft);
    vec3 light = (body + back + (sheen + spark) * s.key) * seen + own * mix(0.24, 0.52, s.warm);
    vec3 fresnel = fresnel_schlick(cosine, vec3(0.05)) * (1.0 + u_wet) * mix(1.0, 0.3, s.soft) * seen;
    return (light + fresnel * s.mirror) * mix(0.70, 1.0, s.dusk);
}

// Gum, of garnet glass: so dark that teeth stand before it, and light at its rim and where it is thin.
vec4 gum(Skin s) {
    float cosine = max(dot(s.n, s.view), 0.0), r2 = 1.0 - cosine * cosine;
    float back = 0.5 + 0.5 * dot(s.n, normalize(vec3(-key_way().x, 0.5, -0.3)));
    vec3 light = u_flesh * vec3(1.0, 0.70, 0.74) * s.lit * 0.030 * mix(0.4, 1.0, s.sky);
    light += u_flesh * vec3(1.0, 0.62, 0.66) * (r2 * r2 * (0.03 + 0.30 * back * back) + 0.25 * s.lamp + 0.12 * s.beside);
    light += gloss(s, 60.0, 0.03) * 0.8 * u_wet;
    return vec4(light * s.dusk, 0.40 + 0.35 * r2);
}

// Cosine between skin and sight, from which rims are made: never nearer to 0 than a pixel can show.
float rim_cosine(Skin s) {
    float cosine = dot(s.n, s.view);
    return sqrt((cosine * cosine + s.fine) / (1.0 + s.fine));
}

// Blown glass, clear: its body is nearly nothing, its rim a line of light, and within that runs the line of its wall's
// inner side. Lamps stand in it as windows do, and what the key sends in gathers opposite, as a crescent.
// The light that visits is in the glass, in the colour that it has: before its pearl it stays away.
// bare  0 before its own pearl .. 1
vec4 glass(Skin s, vec3 tint, float bare) {
    vec3 key = key_way();
    float cosine = rim_cosine(s), r2 = 1.0 - cosine * cosine, r4 = r2 * r2, line = r4 * r4 * r4 * r4 * r2;
    line *= smoothstep(-0.5, 1.0, max(dot(s.n, s.view), 0.0) * inversesqrt(3.0 * s.fine));  // soft by a pixel on both sides
    // The rim is lit from behind, from above and from the lamp's other side: never the same all around.
    float back = 0.5 + 0.5 * dot(s.n, normalize(vec3(-key.x, 0.7, -0.3))), back2 = back * back;
    float wall = (cosine - 0.70) / (0.035 + 0.7 * s.fine), inner = exp(-wall * wall);
    float far = max(dot(s.n, normalize(s.view * 1.20 - key)), 0.0), far2 = far * far;
    float far8 = far2 * far2 * far2 * far2, crescent = far8 * far8 * far8 * r2 * (1.0 - line);
    vec3 pale = mix(tint, vec3(1.0), 0.25);
    vec3 rim = pale * (line * (0.45 + 6.5 * back2) + inner * (0.04 + 0.42 * back2 * back)) + mix(tint, KEY, 0.4) * 1.6 * crescent;
    vec3 mirror = 4.5 * fresnel_schlick(cosine, vec3(0.045)) * (1.0 + u_wet) * s.mirror * (1.0 - 0.6 * r4);
    // Of the light that visits its own glass is full, and what stands beside it has a line on the side towards it.
    float full = bare * min(s.lamp, 1.0);
    vec3 lamp = mix(tint, vec3(1.0), 0.15) * (full * (0.012 + 0.05 * r2 + 0.28 * r4 * r2) + s.lamp * line * 5.0)
              + VISIT * pale * s.beside * s.beside * bare * 2.2 * line;
    vec3 lent_by_room = vec3(0.0030, 0.0085, 0.0160) * (0.5 + r2);  // what of the room it bends towards us
    vec3 lent = tint * mix(0.0, 0.04, s.warm * s.warm) * (0.45 + 0.55 * cosine);  // by the pearl to its glass
    vec3 light = lent_by_room + lent + rim * mix(0.5, 1.0, s.sky) + mirror + lamp;
    return vec4(light * mix(0.3, 1.0, s.dusk), clamp(0.02 + 0.06 * r4 + 0.7 * line + 0.5 * full, 0.0, 1.0));
}
