// float field(vec3 p)      Rib rib_at(vec3 p)
//
// How far p is from the shell, and which rib it is nearest to.
//
// p        mm, x right, y up, z to the viewer
// field    about half the distance, mm, < 0 inside: no slope is steeper than 1.2, so a ray may march by it
// reads    t_table, every parameter of the form, u_seed, the strokes of hands

#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/op/smooth_union.glsl"
#include "lib/sculpt/deform.glsl"
#include "lib/transform/rotate.glsl"

const float MOUTH = 26.0;  // mm from the middle of the spiral to the middle of its mouth

struct Rib {
    int row, state;
    float turns;  // before the mouth, <= 0
    float crest;  // 0 in the furrow, 1 on top
};

// The spiral in its own plane: undone are what hands did, the lean, and the turn that a seed adds.
vec3 laid(vec3 p) {
    vec3 q = p;
    for (int k = 0; k < 6 && u_strokes > 0; k++) q = p - (sculpt(q) - q);  // a stroke backwards, by fixed point
    q = rotate(q, vec3(1, 0, 0), radians(u_lean));
    if (u_seed % 2u == 1u) q.x = -q.x;  // left- and right-handed shells
    float seeded = u_seed == 0u ? 0.0 : 6.2831853 * unit(pcg(u_seed));
    return rotate(q - vec3(2.0, 0.0, 0.0), vec3(0, 0, 1), -radians(u_turn) - seeded);
}

Rib rib_of(float turns) {
    float at = fract(-turns) * float(u_rows);
    int row = min(int(at), u_rows - 1), time = u_times - 1 - int(floor(-turns));
    Cell seen = data_cell(row, ROLE_RIB, time);
    float f = sin(3.14159265 * fract(at)), blunt = clamp((seen.high - seen.low) / 12.0, 0.0, 1.0);
    float crest = mix(f * f, f, blunt), share = clamp((seen.value - 30.0) / 55.0, 0.08, 1.0);
    float high = seen.state == VALUE ? share * crest : seen.state == HELD ? 0.25 * smoothstep(0.2, 0.5, f)
               : seen.state == SUPPRESSED ? 0.30 * f : seen.state == MISSING ? -0.35 * f : 0.0;
    return Rib(row, seen.state, turns, high);
}

// Distance to the whorl that is `turns` before the mouth where q is; beyond the mouth it has ended.
float whorl(vec3 q, float turns) {
    float held = min(turns, 0.0), r = MOUTH * pow(u_growth, held);
    float wide = r * 1.16 * (u_growth - 1.0) / (u_growth + 1.0);  // neighbours just melt into each other
    vec2 off = vec2(length(q.xy) - r, 0.9 * q.z);
    float outer = smoothstep(-0.9, 0.1, off.x / max(length(off), 1e-4));  // no ribs on the inner side
    float tube = length(off) - wide * (1.0 + u_relief * outer * rib_of(held).crest);
    float past = 6.2831853 * turns * r, hollow = max(length(off) - 0.80 * wide, -past - 0.9 * wide);
    float d = past > 0.0 ? length(vec2(max(tube, 0.0), past)) : tube;
    return max(d, -hollow);
}

float nearest_turns(vec3 q, out float further) {
    float angle = fract(atan(q.y, q.x) / 6.2831853), wanted = log(max(length(q.xy), 0.4) / MOUTH) / log(u_growth);
    float n = max(round(angle - wanted), 0.0);  // whole turns before the mouth
    further = angle - n + (n > 0.0 && wanted > angle - n ? 1.0 : -1.0);
    return angle - n;
}

float field(vec3 p) {
    vec3 q = laid(p);
    float other, turns = nearest_turns(q, other), core = length(q) - 2.6;
    float d = min(whorl(q, turns), whorl(q, other));
    return 0.5 * smooth_union(d, core, 1.0);  // ribs are steep
}

Rib rib_at(vec3 p) {
    vec3 q = laid(p);
    float other, turns = nearest_turns(q, other);
    bool second = other < 0.0 && whorl(q, other) < whorl(q, turns);
    return rib_of(min(second ? other : turns, 0.0));
}
