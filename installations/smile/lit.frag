// The smile as the eye sees it: material and light at each pixel.
//
// reads   t_surface, t_glass, the maps, t_teeth, t_people, the view
// writes  o  linear light, premultiplied; nothing where nothing is
// states  value: a core as large as the share that kept their teeth, in a crown of glass
//         zero: a whole core with a thread of gold at its neck      suppressed: a wrapped core, as large whatever it is
//         held: frost over all of it, no glass                      missing: an outline in the air

#include "atlas.glsl"
#include "core.glsl"
#include "materials.glsl"
#include "holo.glsl"
#include "pose.glsl"

const float HIDES = 0.6;   // of what stands behind another tooth: each shows its own
const float THREAD = 0.010;  // half its width, share of a crown's length
const vec3 GOLD = vec3(1.0, 0.62, 0.16);
const float REST = 0.66, KEYED = 1.3;  // of the light of all teeth, and of the glass of one that is visited
const float GAINS = 0.06;  // what a pearl has of the light that visits: its own light is its figure
const float BENDS = 1.3;  // mm by which glass shifts what is seen through its rim

// at  place in the crown's maps; n  unit, outwards, as the maps have it; blur  of lamps that it mirrors, a tangent
Skin skin_of(int id, vec2 at, vec3 n, float far, vec3 way, float blur) {
    vec4 light = texture(t_light, at);
    Skin s;
    s.p = u_eye + way * far;
    s.n = turned(id, normalize(n));
    s.view = -way;
    s.along = light.w;
    s.sky = light.x;
    s.key = light.y;
    s.thick = light.z;
    s.soft = 0.0;
    vec3 off = fetch_lamp(ivec2(0)).xyz - s.p;
    float d2 = dot(off, off);
    s.lamp = u_lamp_light * (id < 32 ? fetch_lamp(ivec2(id, 0)).w : exp(-d2 / 34.0));
    s.beside = u_lamp_light * max(0.25 + 0.75 * dot(s.n, off) * inversesqrt(d2 + 1e-3), 0.0) * 60.0 / (60.0 + d2);
    s.fine = 0.25 / scale(s.p);
    s.warm = id < 32 ? texelFetch(t_people, ivec2(id, 1), 0).x : 0.0;
    if (u_loss == LOSS_TOOTH) s.warm *= 0.6;  // whole teeth are alabaster, and have no colour to say anything by
    vec3 reflected = reflect(way, s.n);
    s.mirror = mirrored(reflected, blur);
    s.spark = max(dot(reflected, key_way()), 0.0);
    s.lit = lit(s);
    s.dusk = dusk(s.p);
    return s;
}

// within  of what stands within the glass, which has maps of its own
Skin skin_at(int id, vec2 uv, float far, vec3 way, float blur, bool within) {
    vec4 own = texture(t_core_normals, core_at(id % 32, uv));
    vec2 at = atlas(id, within ? vec2(uv.x, own.w) : uv);
    return skin_of(id, at, within ? own.xyz + 1e-6 : texture(t_normals, at).xyz, far, way, blur);
}

// How far p lies below the neck of tooth i, mm; p where the maps have it.
float below_neck(int i, vec3 p) {
    vec4 neck = texelFetch(t_teeth, ivec2(i, 0), 0);
    return -dot(p - neck.xyz, texelFetch(t_teeth, ivec2(i, 2), 0).xyz);
}

// The gum goes out into the dark: it is there for the teeth.
float gum_share(int id, vec2 uv, vec3 at) {
    int i = id - 32, j = uv.x < 0.5 ? i - 1 : i + 1;
    vec3 p = texture(t_polished, atlas(id, uv)).xyz;
    // Of the far row the inner side is seen between near teeth, and ends there as if it were cut off.
    float behind = dot(u_screen_corner - at, normalize(cross(u_screen_right, u_screen_up)));
    float inner = smoothstep(0.50, 0.58, uv.y) * smoothstep(2.0, 16.0, behind);
    bool next = j >= 0 && j / 16 == i / 16 && texelFetch(t_teeth, ivec2(j, 0), 0).w > 0.0;
    float below = next ? mix(below_neck(i, p), below_neck(j, p), abs(uv.x - 0.5)) : below_neck(i, p);
    float share = 1.0 - smoothstep(0.0, 0.9 * u_gum, below);
    float end = next ? 0.0 : smoothstep(0.3, 0.9, 2.0 * abs(uv.x - 0.5));  // behind the last tooth
    return share * share * (1.0 - inner) * (1.0 - end);
}

// The core, or the gum; what is not known is covered, whatever it is made of. Alpha goes out at the rim where a figure
// is unsure.
vec4 body(int id, vec2 uv, Skin s) {
    bool solid = u_material == MATERIAL_ENAMEL, crown = id < 32;
    vec4 figure = texelFetch(t_people, ivec2(id % 32, 0), 0);  // kept, doubt, state
    int state = crown ? int(figure.z + 0.5) : VALUE;
    bool gold = crown && texelFetch(t_teeth, ivec2(id % 32, 6), 0).x > 0.5, covered = state == SUPPRESSED || state == HELD;
    if (crown) s.soft = clamp(figure.y * 4.0, 0.0, 1.0);
    float dim = solid ? 1.0 : 0.85;  // a thing of light is darker than pearl: what covers it shall not be brighter
    vec4 light = vec4(0.0, 0.0, 0.0, 1.0);
    if (crown && !covered && !gold && solid) light.rgb = enamel(s);
    if (!covered && !gold && !solid) light.rgb = hologram(id, s);
    if (gold && !covered) light.rgb = metal(s);
    // A lit wall is seen through glass, and silk in it keeps up.
    if (state == SUPPRESSED) light = vec4(vec3(dim * mix(1.0, 1.5, u_ground)), 1.0) * silk(s, uv);
    if (state == HELD) light.rgb = dim * frost(s);
    if (!crown) light = (solid ? gum(s) : light) * gum_share(id, uv, s.p);
    if (state == ZERO) {
        // A thread as fine as pixels show: a broad band was read as a stain.
        float thin = THREAD + 0.05 / scale(s.p);
        light.rgb = mix(light.rgb, GOLD * (0.35 + 0.65 * s.sky), smoothstep(1.5 * thin, 0.5 * thin, abs(s.along - 0.24)));
    }
    if (crown && state == VALUE && u_loss == LOSS_CORE) {
        float unsure = texelFetch(t_people, ivec2(id, 1), 0).y;
        light *= smoothstep(0.0, 0.12 + 1.2 * unsure, max(dot(s.n, s.view), 0.0));
    }
    return light;
}

// Where glass of this skin shows what lies behind it, px from here.
ivec2 bent(Skin s) {
    vec2 way = vec2(dot(s.n, normalize(u_screen_right)), dot(s.n, normalize(u_screen_up)));
    float mm = scale(s.p);
    float most = u_resolution.y / 60.0;
    return ivec2(round(clamp(-BENDS * mm * way * pow(dot(way, way), 2.0), -most, most)));
}

// Where a light goes round, all are a part of a stop less, and what it is in gains.
float shone(float gain, float lamp) {
    return mix(1.0, REST, clamp(u_lamp_light, 0.0, 1.0)) * (1.0 + gain * min(lamp, 1.0));
}

void main() {
    vec3 way = view_ray();
    ivec2 here = target_texel();
    vec4 seen = fetch_surface(here), clear = fetch_glass(here);
    o = vec4(0.0);
    if (max(seen.z, clear.z) < 0.5) return;
    // A large pearl fills its glass, and facets of both lie a hair before or behind each other.
    bool pane = clear.z > 0.5 && (seen.z < 0.5 || clear.w < seen.w + (clear.z == seen.z ? 2.0 : 0.0));
    Skin front;
    int own = int(clear.z) - 1, state = VALUE;
    if (pane) {
        front = skin_at(own, clear.xy, clear.w, way, 0.0, false);
        state = int(texelFetch(t_people, ivec2(own, 0), 0).z + 0.5);
        if (state != MISSING && u_bounds.x == u_bounds.y) {
            vec4 beside = fetch_surface(clamp(here + bent(front), ivec2(0), ivec2(u_resolution) - 1));
            // Its own core has the outline that is seen without: a groove in the glass would tear it.
            if ((int(beside.z) - 1 == own) == (int(seen.z) - 1 == own) && (beside.z < 0.5 || beside.w > clear.w - 0.5))
                seen = beside;
        }
    }
    // What stands behind the glass; then, where crowns have an edge, the enamel in the same skin as the glass. A loop,
    // so that where there is no edge nobody works it out: a driver without a card works through both sides of an if.
    vec4 rim = vec4(0.0);
    float bare = 1.0;  // of its glass, before which no pearl of its own is seen
    for (int k = 0; k < (u_loss == LOSS_EDGE ? 2 : 1); k++) {
        vec4 at = k == 0 ? seen : clear;
        int id = max(int(at.z) - 1, 0);
        Skin s = skin_at(id, at.xy, at.w, way, 0.1, k == 0 && id < 32);
        vec4 one = at.z > 0.5 ? body(id, at.xy, s) : vec4(0.0);
        one.rgb *= shone(GAINS, s.lamp);
        if (k == 1) rim = one;
        else {
            o = pane && id != own && state != MISSING ? one * (1.0 - HIDES) : one;
            bare = id == own ? 1.0 - one.a : 1.0;
        }
    }
    if (pane) {
        vec4 light = state == MISSING ? outline(front) : glass(front, state == ZERO ? u_enamel : state == SUPPRESSED ? UNTOLD : glass_tint(front.warm), bare);
        light.rgb *= shone(KEYED / REST - 1.0, front.lamp);
        if (u_loss == LOSS_EDGE && state != MISSING && state != SUPPRESSED) {
            // The rim of what was kept: enamel thins out into glass.
            float kept = texture(t_kept, atlas(own, clear.xy)).x;
            if (kept > 0.0) light = mix(light, rim, kept);
        }
        o = light + o * (1.0 - light.a);
    }
    o.rgb *= exp2(u_glow);
}
