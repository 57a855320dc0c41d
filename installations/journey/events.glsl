// vec4 events_at(vec2 p, int row, float v, float broad, Way way)
//
// What happened to a strand: a star is a workshop, a tear a setback, a seam of stitches a repair.
//
// p        heights of the picture; row of the strand; v: across it, 0 at its foot .. 1; broad: heights
// reads    t_events: time and how far along it is, kind and 1, row or -1 for all strands; a kind of 0 is none
// returns  x light that comes through; y how much of the sheet is torn; z light of thread on it, each 0 .. 1
//          w how much is not touched

#include "lib/sdf/segment.glsl"
#include "lib/sdf/star.glsl"

vec4 events_at(vec2 p, int row, float v, float broad, Way way) {
    vec4 seen = vec4(0.0, 0.0, 0.0, 1.0);
    float wide = u_output.x / u_output.y, px = 1.0 / u_output.y, g = 0.5 * u_gap;
    float high = clamp(broad, 0.003, 0.05);
    ivec2 many = textureSize(t_events, 0);
    for (int n = 0; n < many.x * many.y; n++) {
        vec4 one = texelFetch(t_events, ivec2(n % many.x, n / many.x), 0);
        if (one.z < 0.5 || (one.w > -0.5 && int(one.w + 0.5) != row)) continue;
        float f = one.y < 0.0 ? g + u_gap * one.y : one.y <= 1.0 ? g + one.y * (1.0 - u_gap) : 1.0 - g + (one.y - 1.0) * u_gap;
        vec2 q = vec2(p.x - 0.07 * wide - (one.x + f) * way.pitch, (v - 0.5) * broad) / high;
        if (abs(q.x) > 1.5) continue;
        float w = px / high;
        if (one.z < 1.5) {
            float star = sdf_star(q, 8, 0.47, 0.22);
            seen.x = max(seen.x, coverage(star, w));
            seen.w = min(seen.w, 1.0 - coverage(star - 0.10, w));
        } else if (one.z < 2.5) {
            float edge = 0.16 * sin(q.y * 9.0) + 0.08 * sin(q.y * 23.0 + 1.0);
            float slit = abs(q.x - edge) - 0.13 * (1.0 - 0.6 * abs(2.0 * v - 1.0));
            seen.y = max(seen.y, coverage(slit, w));
            seen.z = max(seen.z, 0.6 * coverage(abs(slit) - 0.03, w));
        } else {
            float seam = abs(q.x - 0.10 * sin(q.y * 7.0));
            float stitch = min(sdf_segment(vec2(seam, fract(q.y * 4.0) - 0.5), vec2(0.0, 0.0), vec2(0.30, 0.22)) - 0.06, seam - 0.03);
            seen.z = max(seen.z, coverage(stitch, w));
            seen.w = min(seen.w, 1.0 - coverage(seam - 0.40, w));
        }
    }
    return seen;
}
