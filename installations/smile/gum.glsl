// float gum_of(Tooth t, vec3 p)      float gum_field(int i, vec3 p)
//
// The gum as a solid: a sleeve around each neck, melted into its neighbours.
//
// p        in the scene, mm         i  the tooth that p is nearest to
// returns  about the distance, mm, negative inside

#include "tooth.glsl"
#include "lib/op/smooth_union.glsl"

float gum_of(Tooth t, vec3 p) {
    vec3 q = to_tooth(t, p);
    Crown c = t.crown;
    vec4 reach = crown_profile(c, max(q.y, 0.0));
    float deep = smoothstep(0.5, -5.0, q.y), half_width = 0.5 * c.size.x;
    float wide = mix((q.x < 0.0 ? reach.x : reach.y) + 0.45, half_width + 1.0, smoothstep(0.0, -4.0, q.y));
    float depth = 0.5 * (reach.z + reach.w) + mix(0.42, 1.7, deep), z = q.z - 0.5 * (reach.z - reach.w);
    vec2 s = vec2(abs(q.x) / wide, abs(z) / depth) + 1e-5, steep = pow(s, vec2(1.5));
    float sum = dot(steep, s), norm = pow(sum, 1.0 / 2.5);
    float side = (norm - 1.0) / (length(steep / vec2(wide, depth)) * norm / sum);
    float across = min(abs(q.x) / half_width, 1.2), tip = q.x < 0.0 ? t.papilla.x : t.papilla.y;
    float margin = mix(0.8, tip, pow(across, 2.2));
    margin = mix(-1.2 + 0.8 * across, margin, t.here);
    float field = higher(side, q.y - margin, 1.0);
    return higher(field, -t.base - q.y, 4.0);
}

float gum_field(int i, vec3 p) {
    float field = gum_of(tooth_at(i), p);
    for (int step = -1; step <= 1; step += 2) {
        int j = i + step;
        if (j / 16 != i / 16 || j < 0) continue;
        Tooth next = tooth_at(j);
        if (next.fdi > 0) field = smooth_union(field, gum_of(next, p), 1.6);
    }
    return field;
}
