// The frieze with the light that walks it.
//
// reads   t_plan, t_paper, t_edges, t_spans, light and colour parameters
// writes  o  linear light
// space   heights of the picture

#include "way.glsl"
#include "walk.glsl"
#include "lib/tone/aces.glsl"

void main() {
    vec2 p = pixel() / u_output.y;
    vec4 plan = fetch_plan(target_texel()), paper = fetch_paper(target_texel());
    Way way = way_at(p.x);
    vec3 light = paper.rgb;
    float sway = sin(6.2831853 * (u_breath_phase + 0.45 * p.x)) + 0.6 * sin(6.2831853 * (u_breath_phase - 0.31 * p.x + 1.7 * p.y));
    light *= 1.0 + 0.07 * sway;

    int row = walk_row();
    vec4 span = fetch_spans(ivec2(row, 0));
    if (span.y >= span.x) {
        float from = span.x - 0.12, to = span.y + 1.0 + (span.y > float(u_times) - 1.5 ? 0.04 : 0.0);
        float head = mix(from, to, u_head);
        float high = 0.5 * (way_edge(way, row) + way_edge(way, row + 1)), off = p.y - high;
        float behind = (head - way.at) * way.pitch;  // heights that the light has gone on since
        float trail = smoothstep(-0.02, 0.12, behind) * smoothstep(from - 0.05, from + 0.1, way.at);
        float mine = int(floor(plan.x + 0.5)) == row ? 1.0 : 0.0;
        float wide = max(0.5 * (way_edge(way, row) - way_edge(way, row + 1)), 0.002);
        float leak = exp(-off * off / (4.0 * wide * wide + 0.0004));
        vec3 warm = mix(u_lamp, vec3(1.0, 0.86, 0.62), 0.4);
        float thread = exp(-off * off / (0.03 * wide * wide + 1.5e-6));  // along its middle: what it is cut to stays seen
        light += u_walker * u_shine * warm * trail * (mine * (0.75 * thread + 0.4 * paper.a) + 0.05 * leak * (0.3 + paper.a));
        // The light itself, and where it has arrived.
        Way there = way_at(0.07 * u_output.x / u_output.y + head * way.pitch);
        vec2 to_head = p - vec2(0.07 * u_output.x / u_output.y + head * way.pitch, 0.5 * (way_edge(there, row) + way_edge(there, row + 1)));
        float d = length(to_head);
        float size = 0.030 + 0.006 * u_arrived;
        light += u_walker * u_shine * warm * (mix(0.14, 1.5, u_arrived) * exp(-d * d / (size * size)) + mix(0.10, 0.70, u_arrived) * (0.25 + 0.75 * paper.a) * exp(-d / (0.035 + 0.03 * u_arrived)));
    }
    o = vec4(tone_aces(light * exp2(u_glow)), 1.0);
}
