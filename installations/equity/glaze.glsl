// float streak(Spot s, vec3 n, vec3 half_way, float px, float wide)      float craze(Spot s, float px, uint chance)
//
// What only somebody close by sees of a glaze: the lamp along it, and its cracks.
//
// n, half_way  unit vectors: the surface's, and half-way between lamp and eye, in the shell's own frame
// px           width of a pixel there, mm      wide  of the streak, radians of the pipe's roundness, at least a pixel's
// chance       of its place: one in three has cracks, and not from end to end
// streak       0 .. 1: the lamp is as long as the pipe, so that its image runs along all of it (Kajiya and Kay 1989:
//              only what lies across the rod counts)
// craze        0 .. 1, on a hair's line: borders of cells (F2 - F1), where the glaze has cracked at all

#include "lib/noise/worley.glsl"

const float CELL = 0.62;               // of the cracks, mm
const vec2 CLOSE_BY = vec2(9.0, 16.0);  // half the width of a pipe, px, from where on cracks are drawn: none, all

float streak(Spot s, vec3 n, vec3 half_way, float px, float wide) {
    vec2 across = normalize(s.slope), a = vec2(dot(n.xy, across), n.z), b = vec2(dot(half_way.xy, across), half_way.z);
    float least = max(wide, 1.1 * px / s.wide), near = dot(a, b) * inversesqrt(dot(a, a) * dot(b, b));
    return exp((near - 1.0) / (least * least)) * min(wide / least * 1.4, 1.0);
}

float craze(Spot s, float px, uint chance) {
    float close = smoothstep(CLOSE_BY.x, CLOSE_BY.y, s.wide / px) * step(unit(chance), 0.34), line = 0.0;
    float from = 0.15 + 0.5 * unit(pcg(chance)), there = close * smoothstep(0.16, 0.04, abs(s.r - from));
    // A loop and not a branch: from afar nobody goes through it.
    for (int k = 0; k < (there > 0.0 ? 1 : 0); k++) {
        vec2 at = vec2(s.r * s.scale, asin(clamp(s.v, -1.0, 1.0)) * s.wide) / CELL;
        Worley cell = worley(at, 1.0, chance);
        line = smoothstep(1.6, 0.5, (cell.f2 - cell.f1) * CELL / px);
    }
    return there * line;
}
