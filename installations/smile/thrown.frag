// What each tooth gives to the wall behind it and to the haze: where it is seen, how large, and its own light.
//
// reads   t_teeth, t_people, t_lamp, the view
// writes  row 0  o.xy place in the picture, -1 .. 1; o.z reach, half heights of the picture; o.w 1 where one stands that has light
//         row 1  o.rgb its light; column i as tooth.glsl counts, column 32 that of the light that visits

#include "middle.glsl"
#include "core.glsl"
#include "tints.glsl"

const vec3 VEILED = vec3(0.02);
const float COVERED = 0.13;  // of the halo behind glass, what is behind frost

vec4 place_of(vec3 p, float size) {
    vec3 right = normalize(u_screen_right), up = normalize(u_screen_up), back = cross(right, up), way = p - u_eye;
    vec3 corner = u_screen_corner - u_eye;
    float part = dot(corner, back) / dot(way, back);  // of the way to p, where the screen stands
    if (dot(way, back) > -1e-3) return vec4(0.0);
    vec2 across = vec2(dot(part * way - corner, right), dot(part * way - corner, up));
    float high = length(u_screen_up);
    return vec4(2.0 * across / vec2(length(u_screen_right), high) - 1.0, 2.0 * part * size / high, 1.0);
}

void main() {
    int i = texel().x;
    o = vec4(0.0);
    if (i == 32) {
        vec3 p = fetch_lamp(ivec2(0)).xyz;
        vec2 told = vec2(0.0);  // of the teeth that are there; of those light, by how much is behind them
        for (int k = 0; k < 32; k++) {
            if (texelFetch(t_teeth, ivec2(k, 0), 0).w < 0.5) continue;
            vec3 off = middle(k) - p;
            told += exp(-dot(off, off) / 5.0) * vec2(1.0, !is_asked(k) ? 0.0 : is_glass(k) ? 1.0 : COVERED);
        }
        // Behind what is frozen there is a fainter halo: it would be the brightest of its row; an outline has none, which
        // would be a pearl.
        o = texel().y == 0 ? place_of(p, 5.0) : vec4(VISIT_THROWN * u_lamp_light * told.y / max(told.x, 1e-12), 1.0);
        return;
    }
    vec4 neck = texelFetch(t_teeth, ivec2(i, 0), 0), tip = texelFetch(t_teeth, ivec2(i, 2), 0);
    if (neck.w < 0.5 || texelFetch(t_teeth, ivec2(i, 4), 0).y < 0.5 || !is_asked(i)) return;
    float warm = texelFetch(t_people, ivec2(i, 1), 0).x;
    if (texel().y == 0) o = place_of(middle(i), 0.5 * tip.w);
    else o = vec4(is_told(i) ? thrown_tint(warm) : VEILED, 1.0);
}
