// Points of every surface: crowns and the gum around each, found once along rays from within.
//
// reads   t_teeth
// writes  o.xyz  mm in the scene      o.w  height over the neck, share of the crown's length; on the gum depth below the neck, mm
// space   atlas.glsl: u around (crowns) or from left to right (gum), v to the tip, or around the gum's section

#include "gum.glsl"
#include "atlas.glsl"

const float TURN = 6.2831853;

// Where a crown's ray starts and what it aims at, in the tooth's frame.
void crown_ray(Crown c, vec2 uv, out vec3 from, out vec3 to) {
    bool front = c.shape % 8 < 3;
    float low = c.end > 4.0 ? 0.42 : 0.16, high = front ? 0.84 : 0.60, heart = 0.45 * c.size.y;
    float y = uv.y < low ? mix(-c.end + 0.3, heart, uv.y / low)
        : mix(heart, 0.93 * c.size.y, clamp((uv.y - low) / (high - low), 0.0, 1.0));
    float r = 1.0 - max(uv.y - high, 0.0) / (1.0 - high), turn = TURN * uv.x;
    vec4 reach = crown_profile(c, y);
    float middle = 0.5 * (reach.z - reach.w);
    to = vec3(-cos(turn) * (cos(turn) > 0.0 ? reach.x : reach.y), y, sin(turn) * 0.5 * (reach.z + reach.w)) * vec3(r, 1.0, r);
    to += vec3(0.0, (c.size.y - y) * (1.0 - r) * step(high, uv.y), middle);
    from = uv.y < low ? vec3(0.0, y, middle) : vec3(0.0, heart, crown_axis(c, heart));
}

vec4 crown_point(int i, vec2 uv) {
    Tooth t = tooth_at(i);
    if (t.fdi == 0 || t.here < 0.01) return vec4(0.0);
    vec3 from, to;
    crown_ray(t.crown, uv, from, to);
    float low = 0.0, high = 1.7;
    for (int k = 0; k < 11; k++) {
        float s = 0.5 * (low + high);
        if (crown_field(t.crown, mix(from, to, s)) < 0.0) low = s; else high = s;
    }
    float a = crown_field(t.crown, mix(from, to, low)), b = crown_field(t.crown, mix(from, to, high));
    float s = uv.y == 0.0 ? 0.0 : mix(low, high, clamp(a / min(a - b, -1e-6), 0.0, 1.0));
    vec3 p = mix(from, to, s);
    return vec4(to_scene(t, p), p.y / t.crown.size.y);
}

// The gum's section at u: its heart, the way to the lips and the way to the tip.
struct Section { vec3 heart; vec3 lips; vec3 tip; vec3 end; float tilt; };

vec3 heart_of(Tooth t) {
    return t.at - (0.5 * t.base - 0.2) * t.y;
}

Section section_at(int i, Tooth t, float u) {
    int j = u < 0.5 ? i - 1 : i + 1;
    float s = abs(u - 0.5);
    bool beyond = j < 0 || j / 16 != i / 16;
    Tooth next = tooth_at(beyond ? i : j);
    if (beyond || next.fdi == 0) {
        vec3 heart = heart_of(t) + t.x * 0.7 * t.crown.size.x * min(s, 0.25);
        return Section(heart, t.z, t.y, t.x, 1.5707963 * max(s - 0.25, 0.0) / 0.25);
    }
    return Section(mix(heart_of(t), heart_of(next), s), normalize(mix(t.z, next.z, s)), normalize(mix(t.y, next.y, s)), t.x, 0.0);
}

vec4 gum_point(int i, vec2 uv) {
    Tooth t = tooth_at(i);
    if (t.fdi == 0 || u_gum < 0.1) return vec4(0.0);
    Section at = section_at(i, t, uv.x);
    float turn = TURN * uv.y;
    vec3 way = at.lips * (0.5 * t.crown.size.z + 1.5) * sin(turn) - at.tip * (0.5 * t.base + 1.5) * cos(turn);
    way = cos(at.tilt) * way + sin(at.tilt) * at.end * (0.4 * t.crown.size.x + 1.0);
    float low = 0.0, high = 2.4;
    for (int k = 0; k < 10; k++) {
        float s = 0.5 * (low + high);
        if (gum_field(i, at.heart + s * way) < 0.0) low = s; else high = s;
    }
    float a = gum_field(i, at.heart + low * way), b = gum_field(i, at.heart + high * way);
    vec3 p = at.heart + mix(low, high, clamp(a / min(a - b, -1e-6), 0.0, 1.0)) * way;
    return vec4(p, -to_tooth(t, p).y);
}

void main() {
    ivec2 tile = texel() / TILE;
    int id = tile.y * 8 + tile.x;
    vec2 uv = vec2(texel() - tile * TILE) / vec2(TILE - 1);
    o = id < 32 ? crown_point(id, uv) : gum_point(id - 32, uv);
}
