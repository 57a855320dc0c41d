// Points of every surface: crowns and the gum around each, found once along rays from within.
//
// reads   t_teeth, the strokes of sculptors
// writes  o.xyz  mm in the scene
//         o.w  height over the neck, share of the crown's length; on the gum depth below the neck, mm
// space   atlas.glsl: u around (crowns) or from left to right (gum), v to the tip, or around the gum's section

#include "gum.glsl"
#include "atlas.glsl"
#include "lib/sculpt/deform.glsl"

const float TURN = 6.2831853;

// Where a crown's ray starts and what it aims at, in its frame: across each section, then up from its heart.
void crown_ray(Crown c, vec2 uv, out vec3 from, out vec3 to) {
    bool front = c.shape % 8 < 3;
    vec3 rows = rows_of(front, c.end);
    float neck = rows.x, side = rows.y, heart = (front ? rows.z : 0.50) * c.size.y;
    float rise = clamp((uv.y - neck) / (side - neck), 0.0, 1.0), r = 1.0 - pow(max(uv.y - side, 0.0) / (1.0 - side), 1.5);
    float y = uv.y < neck ? mix(0.3 - c.end, 0.0, pow(uv.y / neck, 1.7)) : rise * rows.z * c.size.y;
    float turn = TURN * uv.x;
    vec4 reach = crown_profile(c, y);
    float middle = 0.5 * (reach.z - reach.w), depth = 0.5 * (reach.z + reach.w);
    to = vec3(-cos(turn) * (cos(turn) > 0.0 ? reach.x : reach.y) * r, y, sin(turn) * depth * r + middle);
    to.y += (c.size.y - y) * sqrt(1.0 - r * r);
    from = y < heart ? vec3(0.0, y, middle) : vec3(0.0, heart, crown_axis(c, heart));
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

vec4 gum_place(int i, vec2 uv) {
    Tooth t = tooth_at(i);
    if (t.fdi == 0 || u_gum < 0.1) return vec4(0.0);
    // What two tiles share is computed once, as the left one's: not a bit between them.
    if (uv.x == 0.0 && i % 16 > 0 && tooth_at(i - 1).fdi > 0) {
        i -= 1;
        uv.x = 1.0;
    }
    vec3 p = gum_point(gum_section(i, uv.x), uv.y);
    return vec4(p, -to_tooth(t, p).y);
}

void main() {
    ivec2 tile = texel() / TILE;
    int id = tile.y * 8 + tile.x;
    vec2 uv = vec2(texel() - tile * TILE) / vec2(TILE - 1);
    o = id < 32 ? crown_point(id, uv) : gum_place(id - 32, uv);
    if (o.xyz != vec3(0.0)) o.xyz = sculpt(o.xyz);
}
