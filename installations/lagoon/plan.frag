// Where creatures hang together, before they make room for each other.
//
// reads   t_seats, t_leader, u_form, u_near, u_depth, u_output, u_seed
// writes  o.xy  place as the middle eye sees it on the focal plane, mm, y up
//         o.z   depth, mm, towards the viewer      o.w  size, 1 that of most
// space   along: the longer side of the picture, across: the shorter; each -1 .. 1

#include "lib/data/wall_seat.glsl"
#include "current.glsl"
#include "near.glsl"

const float TURN = 6.2831853;

// Along, across, depth (-1 .. 1) and size.
vec4 stream(vec2 seat) {  // one current, out of the far blue to where the near one leads it
    float t = 0.5 + 0.5 * seat.x, size = mix(0.36, 1.46, t);
    float gone = (0.36 * t + 0.55 * t * t) / 0.91;  // as much of the way as those before it need
    vec2 here = river(gone), way = normalize(river(min(gone + 0.02, 1.0)) - river(max(gone - 0.02, 0.0)));
    return vec4(here + vec2(-0.6 * way.y, way.x) * seat.y * mix(0.10, 0.42, t), 2.0 * gone - 1.0, size);
}

vec4 gyre(vec2 seat, vec3 own) {  // a ring, the near side below
    float turn = TURN * (0.47 * seat.x + own.x), away = mix(0.56, 0.98, 0.5 + 0.5 * seat.y), low = -sin(turn);
    return vec4(away * cos(turn), away * sin(turn), low, 0.88 + 0.26 * low);
}

vec4 shoals(vec2 seat) {  // groups with dark water between
    vec2 best = vec2(0.0);
    float nearest = 9.0, deep = 0.0;
    for (int k = 0; k < 4; k++) {
        vec3 at = own_chance(40u + uint(k));
        vec2 middle = vec2(-0.75 + 0.5 * float(k), (k & 1) == 0 ? 0.42 : -0.42) + 0.36 * (at.xy - 0.5);
        float away = distance(seat, middle);
        if (away < nearest) nearest = away, best = middle, deep = at.z;
    }
    return vec4(mix(seat, best, 0.30), 2.0 * deep - 1.0, mix(0.75, 1.2, deep));
}

vec4 garlands(vec2 seat, vec3 own) {  // three or four arcs, hanging or bowed, below each other
    float many = own.z < 0.5 ? 3.0 : 4.0, row = floor(many * (0.5 + 0.499 * seat.y)), middle = 2.0 * (row + 0.5) / many - 1.0;
    float bow = (own.y < 0.5 ? -1.0 : 1.0) * mix(0.28, 0.5, own.x), high = 0.78 * middle + bow * (seat.x * seat.x - 0.33) + 0.3 * (own.x - 0.5) * seat.x;
    return vec4(seat.x * 1.04, high + 0.25 * (seat.y - middle), 1.0 - 2.0 * row / (many - 1.0), 1.14 - 0.42 * row / (many - 1.0));
}

vec4 moons(vec2 seat, vec3 own) {  // from above, as they lie
    float swirl = 0.5 * (own.x - 0.5) * (1.0 - dot(seat, seat) * 0.5);
    vec2 turned = vec2(seat.x - swirl * seat.y, seat.y + swirl * seat.x);
    return vec4(turned * 0.98, 0.6, 1.0);
}

void main() {
    int row = texel().x;
    vec2 wall = half_frame();
    bool tall = wall.y > wall.x;
    vec2 all = tall ? wall.yx : wall, seat = wall_seat(row);
    if (tall) seat = seat.yx;
    vec3 own = own_chance(1u), sides = sign(own_chance(2u) - 0.5), jitter = chance(row, 7u) - 0.5;
    seat *= sides.xy;
    vec4 at = u_form == FORM_GYRE ? gyre(seat, own) : u_form == FORM_SHOALS ? shoals(seat) : u_form == FORM_GARLANDS ? garlands(seat, own) : u_form == FORM_MOONS ? moons(seat, own) : stream(seat);
    if (u_rows < FEW) at = vec4(0.8 * seat, 0.0, 1.0);
    float size = at.w * (1.0 + 0.3 * u_vary * jitter.z);
    if (row == near_one()) {
        vec3 to = own_chance(4u);
        vec2 third = vec2(-0.34, 0.30);
        if (u_form == FORM_GYRE) third = vec2(0.0, 0.10);
        if (u_form == FORM_STREAM) third = vec2[](vec2(0.52, 0.38), vec2(-0.56, -0.26), vec2(0.46, 0.02), vec2(0.40, 0.34))[int(u_seed % 4u)];
        at = vec4(third + (u_form == FORM_STREAM ? 0.3 : 1.0) * vec2(0.34, 0.14) * (to.xy - 0.5), 1.0, 1.0);
        size = u_near * mix(0.86, 1.16, to.z);
    }
    if (u_form == FORM_STREAM) at.xy *= side_of();
    if (u_form == FORM_SHOALS) at.xy *= vec2(sides.z, row == near_one() || own_chance(8u).x < 0.6 ? 1.0 : -1.0);
    // A frieze has no room for a shoal that lies on its lower edge.
    if (u_form == FORM_STREAM && all.x > 3.0 * all.y) at.y = 0.80 * at.y + 0.08;
    if (row == near_one() && (u_form == FORM_GARLANDS || u_form == FORM_MOONS)) at.xy *= vec2(sides.z, own_chance(8u).x < 0.5 ? 1.0 : -0.7);
    if (u_rows >= FEW) size *= mix(0.62, 1.0, smoothstep(8.0, 40.0, float(u_rows)));  // large ones find no room beside each other
    vec2 place = at.xy * (all - 0.42 * room()) + 0.22 * room() * size * jitter.xy * u_vary;
    o = vec4(tall ? place.yx : place, (at.z + (u_form == FORM_STREAM ? 0.0 : 0.5) * jitter.z * u_vary) * 0.8 * u_depth, size);
}
