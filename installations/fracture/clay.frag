// What light meets on the unbroken plate.
//
// reads   t_relief, u_seed
// writes  o.xy  slope of the surface      o.z  thickness of the glaze      o.w  craquelure, 0 none .. 1 on a line
//         o_bend.xy  how much the slope changes across a pixel, along x and y together

#include "wall.glsl"
#include "lib/noise/worley.glsl"

float height_at(ivec2 at) {
    return fetch_relief(clamp(at, ivec2(0), ivec2(u_resolution) - 1)).x;
}

// How near a line of a net of cracks in the glaze is, 1 on it; cells of this size, wall.
float net(vec2 q, float size, float line, uint seed) {
    vec2 p = q / size;
    p += 0.18 * vec2(simplex_noise(p * 0.9, seed), simplex_noise(p * 0.9 + 7.0, seed));
    Worley w = worley(p, 1.0, seed);
    float px = pixel_width(), off = 0.5 * (w.f2 - w.f1) * size;
    return min(line / px, 1.0) * (1.0 - smoothstep(0.5 * max(line, px), 0.5 * max(line, px) + px, off));
}

vec2 slope_at(ivec2 at) {
    return vec2(height_at(at + ivec2(1, 0)) - height_at(at - ivec2(1, 0)),
                height_at(at + ivec2(0, 1)) - height_at(at - ivec2(0, 1))) * 0.5 / pixel_width();
}

void main() {
    ivec2 at = target_texel();
    vec2 q = wall(pixel()), slope = slope_at(at);
    float craze = max(0.45 * net(q, 0.013, 0.00022, u_seed + 51u), net(q, 0.047, 0.00040, u_seed + 52u));
    o = vec4(slope, fetch_relief(at).y, craze);
    o_bend = vec4(0.5 * (abs(slope_at(at + ivec2(1, 0)) - slope_at(at - ivec2(1, 0)))
                       + abs(slope_at(at + ivec2(0, 1)) - slope_at(at - ivec2(0, 1)))), 0.0, 0.0);
}
