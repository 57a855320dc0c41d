// The wall: warmth as light, its flow as shimmer, and a mark for each area by what is known of it.
//
// reads   t_rows, t_mask, t_heat, t_heat_flow, t_last_heat, u_shimmer, u_resolution (px)
// writes  o  linear light, alpha 1

#include "lib/data/states.glsl"
#include "lib/pattern/hatch.glsl"

// Light of the mark at `far` places from an ember's centre: each state its own; VALUE is told by the warmth.
vec3 mark(int state, float far) {
    float w = 9.0 / u_resolution.x;  // a pixel, in places
    float ring = 1.0 - smoothstep(0.02, 0.02 + w, abs(far - 0.3));
    if (state == ZERO) return vec3(0.5, 0.3, 0.1) * (1.0 - smoothstep(0.08, 0.08 + w, far));
    if (state == SUPPRESSED) return vec3(0.2, 0.25, 0.4) * step(far, 0.3) * hatch(pixel(), 0.8, 6.0, 0.4, 1.0);
    if (state == HELD) return vec3(0.4, 0.32, 0.1) * ring + vec3(0.2, 0.16, 0.05) * step(far, 0.3);
    return state == MISSING ? vec3(0.10, 0.12, 0.15) * ring : vec3(0.0);
}

void main() {
    ivec2 at = target_texel();
    vec4 area = fetch_rows(at);
    float heat = fetch_heat(at).x, rising = max(heat - fetch_last_heat(at).x, 0.0);
    vec2 flow = fetch_heat_flow(at).xy;
    vec3 light = heat * vec3(1.0, 0.30 * heat, 0.06 * heat) + rising * vec3(0.2, 0.3, 0.5);
    light = max(light * max(1.0 + u_shimmer * (flow.x + flow.y), 0.2), vec3(0.004));
    if (area.x >= 0.0) light += mark(int(area.y + 0.5), area.w);
    o = vec4(light * texture(t_mask, pixel() / u_resolution).rgb, 1.0);
}
