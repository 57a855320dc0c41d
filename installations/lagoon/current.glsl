// vec2 river(float t)      vec2 current(vec4 plan, float before)
//
// The course on which creatures swim, all of them one way: from far off to where the near one leads them.
//
// t        0 far off .. 1 where it comes near
// river    along and across the picture, -1 .. 1 each, as plan.frag has them; a seed has one of four courses
// plan     as plan.frag writes it      before  how much earlier on its course, 0 .. 1
// current  the way on which a creature is carried there, right and up; its length says how strongly, 0 still .. 1

#include "frame.glsl"
#include "chance.glsl"

// Mirrored from left to right, by the seed; where the picture is tall, so that the near one hangs in its upper half.
vec2 side_of() {
    bool tall = half_frame().y > half_frame().x;
    return vec2(tall ? (u_seed % 4u == 1u ? -1.0 : 1.0) : sign(own_chance(2u).z - 0.5), 1.0);
}

vec2 river(float t) {
    // Four points of a cubic each: a hook that rises at last, a bow under the surface, one around open water, a rise from below.
    const vec2 COURSES[16] = vec2[](
        vec2(-0.84, 0.84), vec2(-0.86, -0.92), vec2(0.40, -1.10), vec2(0.66, -0.10),
        vec2(0.90, -0.86), vec2(0.86, 1.10), vec2(-0.30, 1.05), vec2(-0.94, 0.16),
        vec2(0.96, -0.90), vec2(-1.50, -1.00), vec2(-1.35, 0.95), vec2(0.30, 0.80),
        vec2(-0.92, -0.88), vec2(0.55, -1.10), vec2(0.10, 0.40), vec2(0.95, 0.62));
    int course = 4 * int(u_seed % 4u);
    vec2 off = 0.16 * (own_chance(1u).xy - 0.5);
    float s = 1.0 - t;
    return s * s * s * COURSES[course] + 3.0 * s * s * t * (COURSES[course + 1] + off) + 3.0 * s * t * t * (COURSES[course + 2] - off)
        + t * t * t * COURSES[course + 3];
}

vec2 current(vec4 plan, float before) {
    vec2 wall = half_frame(), way = vec2(0.0, 0.3);
    bool tall = wall.y > wall.x;
    if (u_rows < FEW || u_form == FORM_MOONS || u_form == FORM_GARLANDS) return way;
    if (u_form == FORM_STREAM) {
        float t = clamp(0.5 + 0.5 * plan.z / max(0.8 * u_depth, 0.1) - before, 0.02, 0.98);
        way = (river(t + 0.02) - river(t - 0.02)) * side_of() * (tall ? wall.yx : wall);
        return normalize(tall ? way.yx : way);
    }
    if (u_form == FORM_GYRE) return normalize(vec2(-plan.y, plan.x) + 1e-4) * 0.8 * sign(own_chance(2u).z - 0.5);
    float turn = 6.2831853 * chance(int(floor(plan.z * 4.0)), 41u).x;
    return vec2(sin(turn), 0.6 + 0.4 * cos(turn)) * 0.8;
}
