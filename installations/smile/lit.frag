// The smile as the eye sees it: material and light at each pixel.
//
// reads   t_surface, t_glass, the maps, t_teeth, t_people, the view
// writes  o  linear light, premultiplied; nothing where nothing is
// states  value: enamel up to the share that kept their teeth, glass beyond
//         zero: whole enamel with a thread of gold at the neck      suppressed: under a veil of gauze
//         held: frosted                                              missing: an outline in the air

#include "atlas.glsl"
#include "materials.glsl"
#include "holo.glsl"

const int MISSING = 0, VALUE = 1, ZERO = 2, SUPPRESSED = 3, HELD = 4;

Skin skin_at(int id, vec2 uv, float far, vec3 way) {
    vec2 at = atlas(id, uv);
    vec4 light = vec4(texture(t_light, at).xyz, texture(t_kept, at).x);
    Skin s;
    s.p = u_eye + way * far;
    s.n = normalize(texture(t_normals, at).xyz);
    s.view = -way;
    s.along = texture(t_form, at).w;
    s.sky = light.x;
    s.key = light.y;
    s.thick = light.z;
    s.soft = 0.0;
    return s;
}

// How far p lies below the neck of tooth i, mm.
float below_neck(int i, vec3 p) {
    vec4 neck = texelFetch(t_teeth, ivec2(i, 0), 0);
    return -dot(p - neck.xyz, texelFetch(t_teeth, ivec2(i, 2), 0).xyz);
}

// The gum goes out into the dark: it is there for the teeth.
float gum_share(int id, vec2 uv, vec3 p) {
    int i = id - 32, j = uv.x < 0.5 ? i - 1 : i + 1;
    bool next = j >= 0 && j / 16 == i / 16 && texelFetch(t_teeth, ivec2(j, 0), 0).w > 0.0;
    float below = next ? mix(below_neck(i, p), below_neck(j, p), abs(uv.x - 0.5)) : below_neck(i, p);
    float share = 1.0 - smoothstep(0.0, 0.7 * u_gum, below);
    return share * share;
}

// Enamel and gum, or whatever else the smile is made of; what is not known is covered, whatever that is.
vec3 body(int id, vec2 uv, Skin s) {
    bool solid = u_material == MATERIAL_ENAMEL;
    if (id >= 32) return solid ? gum(s) : hologram(id, uv, s);
    vec4 figure = texelFetch(t_people, ivec2(id, 0), 0);  // kept, doubt, state
    bool gold = texelFetch(t_teeth, ivec2(id, 6), 0).x > 0.5;
    s.soft = clamp(figure.y * 4.0, 0.0, 1.0);
    vec3 light = !solid ? hologram(id, uv, s) : gold ? metal(s) : enamel(s);
    int state = int(figure.z + 0.5);
    if (state == ZERO) light = mix(light, metal(s), smoothstep(0.05, 0.02, abs(s.along - 0.12)));
    float dim = solid ? 1.0 : 0.22;  // a thing of light is darker than enamel: what covers it shall not be brighter
    if (state == SUPPRESSED) light = dim * veil(s, light, uv);
    if (state == HELD) light = dim * frost(s, uv);
    return light;
}

void main() {
    vec3 way = view_ray();
    vec4 seen = fetch_surface(target_texel()), clear = fetch_glass(target_texel());
    o = vec4(0.0);
    if (seen.z > 0.5) {
        int id = int(seen.z) - 1;
        Skin s = skin_at(id, seen.xy, seen.w, way);
        o = vec4(body(id, seen.xy, s), 1.0) * (id < 32 ? 1.0 : gum_share(id, seen.xy, s.p));
    }
    if (clear.z > 0.5 && (seen.z < 0.5 || clear.w < seen.w)) {
        int id = int(clear.z) - 1;
        Skin s = skin_at(id, clear.xy, clear.w, way);
        vec4 figure = texelFetch(t_people, ivec2(id, 0), 0);
        // In a tooth that is all glass no enamel stands that could shine into it.
        float beyond = u_loss == LOSS_TOOTH ? 1.0 : s.along - figure.x;
        vec4 pane = int(figure.z + 0.5) == MISSING ? outline(s) : glass(s, u_aura, beyond);
        // The rim of what was kept: enamel thins out into light.
        float kept = texture(t_kept, atlas(id, clear.xy)).x;
        if (kept > 0.0) pane = mix(pane, vec4(body(id, clear.xy, s), 1.0), kept);
        o = pane + o * (1.0 - pane.a);
    }
    o.rgb *= exp2(u_glow);
}
