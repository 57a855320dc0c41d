// Where each tooth stands, how it is turned and how large it is: one column a tooth.
//
// reads   form parameters, u_arch_across (mm, how wide an arch is in this format), u_seed
// writes  row 0  middle of the neck, mm; FDI number, 0 where this dentition has no such tooth
//         rows 1..3  its axes: to distal, to the tip, to the lips; width, length, depth, mm
//         row 4  kind of tooth; 1 where it stands, 0 where it is lost; wear, mm; height of the mamelons, mm
//         row 5  end of the root below the neck, mm; height of the gum, mm; tips of both papillae, mm
//         row 6  1 where it is restored in gold
// space   mm, x right, y up, z to the viewer; column i as tooth.glsl counts

#include "dentition.glsl"
#include "lib/dental/arch.glsl"
#include "lib/dental/profile.glsl"
#include "lib/hash/pcg.glsl"

const float TORQUE[16] = float[](7., 7., 5., 4., 3., 1., 0., 0., 7., 6., 4., 0., -4., -8., -10., -10.);
const float TIP[16] = float[](2., 4., 4., 2., 2., 2., 0., -2., 0., 1., 2., 2., 3., 4., 5., 5.);
const float OVERLAP[16] = float[](
    0.5, 0.38, 0.5, 0.34, 0.22, 0.1, 0.0, 0.0, 0.5, 0.46, 0.42, 0.1, 0.0, 0.0, 0.0, 0.0);

int kind_of(int n, bool upper) {
    return u_dentition == DENTITION_PRIMARY_20 ? (upper ? 16 : 21) + n : (upper ? 0 : 8) + n;
}

float chance(int i, uint what) {
    return unit(pcg(uint(i) + what * 64u + u_seed * 977u));
}

// Width of the upper front teeth after a rule of design; seen from the front, so that their turn is taken out.
float width_of(int n, bool upper) {
    float width = tooth_size(kind_of(n, upper)).x, central = tooth_size(kind_of(0, upper)).x;
    if (!upper || n == 0 || n > 2 || u_proportion == PROPORTION_NATURAL) return width;
    float share = u_proportion == PROPORTION_GOLDEN ? 0.618 : 0.70;
    if (u_proportion == PROPORTION_PERCENT) share = 15.0 / 22.5;
    if (n == 2) share = u_proportion == PROPORTION_PERCENT ? 12.5 / 22.5 : share * share;
    return central * share / (n == 1 ? 0.93 : 0.66);
}

// How far a crowded tooth is turned, degrees, and pushed out of the row, mm.
vec2 crowd(int i, int n) {
    // Outwards only: within, the row grows narrower.
    vec2 h = vec2(2.0 * chance(i, 1u) - 1.0, chance(i, 2u));
    return u_crowding * h * (n < 3 ? vec2(26.0, 1.3) : n < 5 ? vec2(14.0, 0.8) : vec2(4.0, 0.3));
}

// Room that tooth n takes in the row: a turned one takes what its section takes.
float room(int i, int n, bool upper) {
    float depth = (n < 3 ? (upper ? 0.65 : 0.95) : 0.9) * tooth_size(kind_of(n, upper)).z, turn = radians(abs(crowd(i, n).x));
    // Of a section of squareness 2.7, how far it reaches along the row: the dual norm.
    vec2 reach = vec2(width_of(n, upper) * cos(turn), depth * sin(turn));
    // Rounding takes a little of each crown's side: contacts close again.
    return pow(dot(pow(reach, vec2(1.6)), vec2(1.0)), 1.0 / 1.6) + 0.35 * sin(turn) - 0.03 + u_spacing;
}

int column(int n, int side, bool upper) {
    return (upper ? 0 : 16) + (side < 0 ? 7 - n : 8 + n);
}

float arch_of(bool upper, out float width) {
    float sum = 0.0;
    for (int n = 0; n < teeth_in_quadrant(); n++)
        sum += room(column(n, -1, upper), n, upper) + room(column(n, 1, upper), n, upper);
    width = (u_dentition == DENTITION_PRIMARY_20 ? 0.68 : 1.0) * u_arch_across - (upper ? 0.0 : 4.0);
    return arch_depth(u_arch, width, sum);
}

// Parameter of the point that lies a chord of `reach` mm further along the arch than t.
float step_along(float width, float depth, float t, float reach) {
    vec2 from = arch_point(u_arch, width, depth, t);
    float low = t, high = t + 1.0;
    for (int i = 0; i < 16; i++) {
        float middle = 0.5 * (low + high);
        if (distance(from, arch_point(u_arch, width, depth, middle)) < reach) low = middle; else high = middle;
    }
    return 0.5 * (low + high);
}

bool lost(int i) {
    int before = 0;
    float own = chance(i, 3u);
    for (int j = 0; j < 32; j++) {
        int n = j % 16 < 8 ? 7 - j % 16 : j % 16 - 8;
        if (n < teeth_in_quadrant() && chance(j, 3u) < own) before++;
    }
    return before < u_missing;
}

void main() {
    int i = texel().x, row = texel().y, side = i % 16 < 8 ? -1 : 1, n = side < 0 ? 7 - i % 16 : i % 16 - 8;
    bool upper = i < 16, shown = u_jaw == JAW_BOTH || (u_jaw == JAW_UPPER) == upper;
    o = vec4(0.0);
    if (n >= teeth_in_quadrant() || !shown) return;
    int kind = kind_of(n, upper);
    vec4 size = tooth_size(kind);
    size.x = width_of(n, upper);
    float width, depth = arch_of(upper, width);

    // Along the arch from the midline, chord by chord: neighbours share their contact point.
    float t = float(side) * step_along(width, depth, 0.0, max(abs(u_midline), 1e-3)) * sign(u_midline), next = t;
    float before = step_along(width, depth, t, room(column(0, -side, upper), 0, upper));
    vec2 from = arch_point(u_arch, width, depth, t), to = arch_point(u_arch, width, depth, 2.0 * t - before), last = to;
    for (int k = 0; k <= n; k++) {
        last = k == 0 ? to : from;
        from = arch_point(u_arch, width, depth, next);
        next = step_along(width, depth, next, room(column(k, side, upper), k, upper));
    }
    to = arch_point(u_arch, width, depth, next);
    next = step_along(width, depth, next, room(column(min(n + 1, 7), side, upper), min(n + 1, 7), upper));
    vec2 along = normalize(to - from), out_ = vec2(-along.y, along.x), crowded = crowd(i, n);
    vec2 ahead = normalize(from - last), beyond = normalize(arch_point(u_arch, width, depth, next) - to);
    // What the arch turns at both contacts: towards the tongue there is less room, most on the side of the sharper turn.
    vec2 bend = tan(0.5 * acos(clamp(vec2(dot(ahead, along), dot(along, beyond)), 0.0, 1.0)));
    vec2 place = 0.5 * (from + to) + out_ * crowded.y;

    float up = upper ? -1.0 : 1.0, turn = radians(crowded.x), torque = radians(TORQUE[(upper ? 0 : 8) + n]);
    vec3 x = vec3(along.x, 0.0, along.y), y = vec3(0.0, up, 0.0), z = vec3(out_.x, 0.0, out_.y), axis = x;
    x = cos(turn) * x + sin(turn) * z;
    z = cos(turn) * z - sin(turn) * axis;
    axis = y;
    y = cos(torque) * y + sin(torque) * z;
    z = cos(torque) * z - sin(torque) * axis;
    // Necks stand within the contacts, in the middle of the room that is left there.
    Crown crown = crown_of(kind, vec3(size.x / tooth_size(kind).x, 1.0, 1.0));
    vec4 reach = crown_profile(crown, 0.7 * size.y);
    float inward = 0.7 * size.y * sin(torque) + 0.5 * (reach.z - reach.w);
    float tip = 0.6 * radians(TIP[(upper ? 0 : 8) + n]) + 0.5 * inward * (bend.x - bend.y) / (0.7 * size.y);
    axis = x;
    x = cos(tip) * x + sin(tip) * y;
    y = cos(tip) * y - sin(tip) * axis;

    // Heights: overbite in front, the smile's arc across, the curve of Spee from front to back.
    float back = -place.y / 44.0, across = place.x / 24.0, edge = up * u_overbite * OVERLAP[(upper ? 0 : 8) + n];
    edge += u_smile_arc * across * across - u_spee * 4.0 * back * (1.0 - back);
    vec3 pivot = vec3(place.x, edge - up * 0.3 * size.y, place.y + 3.0);
    if (!upper) pivot.z -= u_overjet + 1.6;
    vec3 at = pivot - 0.7 * size.y * y - 0.5 * (reach.z - reach.w) * z;
    // The lower jaw turns about its joint; both move apart about the middle.
    if (!upper) {
        float a = u_opening / 77.0;
        vec3 hinge = vec3(0.0, 36.0, -78.0);
        mat3 open = mat3(1.0, 0.0, 0.0, 0.0, cos(a), sin(a), 0.0, -sin(a), cos(a));
        at = open * (at - hinge) + hinge; x = open * x; y = open * y; z = open * z;
    }
    at.y += 0.5 * u_opening;
    vec3 mirror = vec3(float(side), 1.0, 1.0);
    int quadrant = upper ? (side < 0 ? 1 : 2) : (side < 0 ? 4 : 3);
    if (u_dentition == DENTITION_PRIMARY_20) quadrant += 4;
    if (row == 0) o = vec4(at * mirror, float(quadrant * 10 + n + 1));
    if (row == 1) o = vec4(x * mirror, size.x);
    if (row == 2) o = vec4(y * mirror, size.y);
    if (row == 3) o = vec4(z * mirror, size.z);
    if (row == 4) o = vec4(float(kind), lost(i) ? 0.0 : 1.0, u_wear, max(0.0, 0.22 - 0.5 * u_wear));
    if (row == 5) o = vec4(u_roots ? size.w * 0.56 : 2.5, max(u_gum, 4.0) + 0.6 * (9.0 - size.y), vec2(0.42 * size.y));
    if (row == 6) o = vec4(chance(i, 4u) * 28.0 < float(u_gold) ? 1.0 : 0.0, 0.0, 0.0, 0.0);
}
