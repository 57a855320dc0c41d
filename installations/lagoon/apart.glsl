// vec4 apart(vec4 own, vec4 other)
//
// How far one creature gives way to another, so that no bell hides the next.
//
// own, other  as plan.frag says them
// returns     mm, right and up, 0, 0; the larger of the two gives way less

#include "frame.glsl"

// Bells that are seen from beside are wider than they are high.
float flat_() {
    return u_form == FORM_STREAM ? 1.08 : mix(1.3, 1.0, abs(u_pitch) / 90.0);
}

const float REACH = 0.45;  // of the room of a creature of size 1: as far as it wants nobody

vec4 apart(vec4 own, vec4 other) {
    vec2 off = own.xy - other.xy;
    float away = max(length(off * vec2(1.0, flat_())), 1e-3), want = REACH * room() * u_size * (own.w + other.w);
    return vec4(off / away * max(want - away, 0.0) * 0.66 * other.w / (own.w + other.w), 0.0, 0.0);
}

// Back into the water that is shown, as far as its own size asks.
vec4 within(vec4 own) {
    vec2 most = max(half_frame() - (0.40 * room() * u_size * own.w + 0.03 * half_frame().y), 0.0);
    return vec4(clamp(own.xy, -most, most), own.zw);
}

// Wholly out of the way of the near one.
vec4 beside(vec4 own, vec4 near) {
    vec2 off = own.xy - near.xy;
    float away = max(length(off), 1e-3), want = 0.36 * room() * u_size * (own.w + near.w);
    return vec4(near.xy + off / away * max(away, want), own.zw);
}
