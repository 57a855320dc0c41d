// The composition: tiers, fitted into the frame, as large as they can be and never stretched, so that alike figures end
// equally far from their hinge. Where the frame is much wider or taller than they are, they become a row or a column.
//
// reads   t_places, u_bounds, u_screen_right, u_screen_up, every parameter of the form, u_seed
// writes  what tiers.glsl reads; last the lamp, x y z towards it in the room, w how far to the right, radians

#include "lib/data/states.glsl"
#include "layout.glsl"
#include "shape.glsl"
#include "reach.glsl"

const float EYE = 300.0;    // mm before the picture, as scene.py has it
const float FULL = 0.95;    // of the frame, by the whole
const float SLACK = 1.35;   // so much wider or taller than the whole the frame may be before it changes
const float CLOSE = 1.08;   // and along a column, which can be as long as it likes
const int ANGLES = 7;
const float TURN = 6.2831853;

// Mean of the gap over all places of which both wings are known, 0 .. 1.
float mean_gap() {
    float sum = 0.0, known = 0.0;
    for (int part = 0; part < part_count(); part++) {
        vec4 a = texelFetch(t_places, ivec2(part, 0), 0), b = texelFetch(t_places, ivec2(part, 1), 0);
        if (!is_known(int(a.z + 0.5)) || !is_known(int(b.z + 0.5))) continue;
        sum += a.w + b.w, known++;
    }
    return sum / max(known, 1.0);
}

// Where the longest pipes end, for few reach the end of the range; its end where nothing is known.
float longest_pipe() {
    float most = -1.0;
    for (int part = 0; part < part_count(); part++)
        for (int side = 0; side < 2; side++) {
            vec4 one = texelFetch(t_places, ivec2(part, side), 0);
            if (is_known(int(one.z + 0.5))) most = max(most, one.x + max(one.w, one.y));
        }
    return most >= 0.0 ? max(most, 0.3) : 1.0;
}

// Where the tier begins in the fan: between two places, near to where the seed would have it. Between which is of their
// number alone, so that nobody changes tiers while figures and breadths move.
float border(int tier, int tiers, float terrace) {
    if (tier <= 0) return 0.0;
    if (tier >= tiers) return 1.0;
    int part = 0;
    for (int k = 1; k <= tier; k++) {
        float wanted = (tiers == 2 ? 0.5 - 0.12 * terrace : k == 1 ? 0.30 : 0.62) + 0.14 * own(20u + uint(k));
        // One place at least for each tier.
        part = clamp(int(wanted * float(part_count()) + 0.5), part + 1, max(part + 1, part_count() - tiers + k));
    }
    return texelFetch(t_places, ivec2(part, 2), 0).x;
}

// Share of the fan of the broadest pipe.
float broadest_pipe() {
    float most = 0.0;
    for (int part = 0; part < part_count(); part++) {
        vec4 place = texelFetch(t_places, ivec2(part, 2), 0);
        most = max(most, place.y / place.z);
    }
    return most;
}

struct Box {
    vec2 low;
    vec2 high;
    vec2 hinges;  // lowest and highest of them
};

// Around all pipes, in the frame; of `radius` mm a pipe, seen from the eye where that is more than 0.
Box around(Shape s, vec4 borders, float end, float broad, float radius, vec2 shift, vec3 depth) {
    Box box = Box(vec2(1e9), vec2(-1e9), vec2(1e9, -1e9));
    float c = cos(s.lean), d = sin(s.lean);
    for (int k = 0; k < s.tiers; k++) {
        Tier tier = tier_in(s, k, vec2(borders[k], borders[k + 1]), end);
        float wide = 0.5 * broad / tier.share * tier.reach * (tier.ring + end);  // at its end, where its mouth is
        for (int n = 0; n < ANGLES * 3; n++) {
            float r = 0.5 * (end + 0.55 * wide) * float(n % 3);
            float turn = tier.low + tier.reach * float(n / 3) / float(ANGLES - 1);
            float angle = angle_at(turn, s.bow, tier.ring, r);
            vec2 at = tier.centre + (tier.ring + r) * vec2(cos(angle), sin(angle));
            if (n % 3 == 0) box.hinges = vec2(min(box.hinges.x, at.y), max(box.hinges.y, at.y));
            for (float side = -1.0; side < 2.0; side += 2.0) {
                vec2 one = vec2(side * at.x, at.y), p = vec2(c * one.x - d * one.y, d * one.x + c * one.y);
                if (radius > 0.0) {
                    vec2 q = radius * vec2(at.x, at.y - depth.y) / depth.x;
                    float fore = depth.x * (u_curl * 0.3 * dot(q, q) + u_bulge * 0.5 * q.x * q.y);
                    float z = 8.0 + 1.0 * wide * radius + depth.z * (fore - tan(radians(u_fold)) * radius * at.x);
                    p = radius * p - shift;
                    p *= EYE / (EYE - z - abs(p.x) * sin(radians(u_sway)));
                }
                box.low = min(box.low, p);
                box.high = max(box.high, p);
            }
        }
    }
    return box;
}

float shape_ratio(Shape s, vec4 borders, float end, float broad) {
    Box box = around(s, borders, end, broad, 0.0, vec2(0.0), vec3(0.0));
    return log((box.high.x - box.low.x) / (box.high.y - box.low.y));
}

void main() {
    bool all_around = u_bounds.x != u_bounds.y;
    vec2 room = all_around ? vec2(59.0, 33.0) : 0.5 * vec2(length(u_screen_right), length(u_screen_up));
    float gap = mean_gap(), end = longest_pipe(), broad = broadest_pipe(), wanted = log(room.x / room.y);
    Shape plain = shape_of(gap), s = plain;
    plain.tiers = min(plain.tiers, max(part_count() / 2, 1));
    vec4 borders = vec4(0.0, border(1, plain.tiers, plain.terrace), border(2, plain.tiers, plain.terrace), 1.0);
    s = plain;
    // Towards a row or a column only as far as the frame asks for it.
    float off = shape_ratio(s, borders, end, broad) - wanted, stride = off < 0.0 ? 0.1 : -0.1;
    for (int k = 1; k <= (off < 0.0 ? 10 : 20) && abs(off) > log(k > 11 ? CLOSE : SLACK) && (off < 0.0) == (stride > 0.0); k++) {
        s = adapted(plain, stride * float(k), end);
        off = shape_ratio(s, borders, end, broad) - wanted;
    }
    Box box = around(s, borders, end, broad, 0.0, vec2(0.0), vec3(0.0));
    Box box_plain = box;
    vec2 size = box.high - box.low;
    float height = 0.5 * (box.hinges.x + box.hinges.y);
    float radius = 2.0 * FULL * min(room.x / size.x, room.y / size.y), extent = 0.0, flatness = 1.0;
    vec2 shift = 0.5 * radius * (box.low + box.high);
    for (int k = 0; k < 4; k++) {
        extent = 0.5 * radius * length(size);
        flatness = min(1.0, 70.0 / extent);
        box = around(s, borders, end, broad, radius, shift, vec3(extent, height, flatness));
        shift += 0.5 * (box.low + box.high);
        vec2 seen = box.high - box.low;
        float more = 2.0 * FULL * min(room.x / seen.x, room.y / seen.y);
        radius *= more, shift *= more;
    }
    vec2 back = vec2(cos(s.lean) * shift.x + sin(s.lean) * shift.y, cos(s.lean) * shift.y - sin(s.lean) * shift.x);
    if (texel().x == 0) o = vec4(radius, end, s.lean, s.bow);
    else if (texel().x == 1) o = vec4(back, radius * height, extent);
    else if (texel().x == 2) o = vec4(flatness, gap, float(s.tiers), s.terrace > 0.5 ? 0.0 : float(s.tiers - 1));
    else if (texel().x == 3) o = vec4(s.upright * (1.0 - s.terrace), box_plain.hinges, s.air + max(-s.spine, 0.0));
    else if (texel().x == LAMP) {
        float turn = 0.7 * sin(TURN * (u_breath_phase + 0.16 * own(11u)));
        float high = radians(clamp(u_lamp + 18.0 * own(12u), 10.0, 85.0));
        o = vec4(sin(turn) * cos(high), sin(high), cos(turn) * cos(high), turn);
    } else {
        int which = min((texel().x - HEAD) / 2, s.tiers - 1);
        Tier tier = tier_in(s, which, vec2(borders[which], borders[which + 1]), end);
        o = (texel().x - HEAD) % 2 == 0 ? vec4(tier.centre, tier.ring, tier.low)
                                        : vec4(tier.reach, tier.start, tier.share, 0.0);
    }
}
