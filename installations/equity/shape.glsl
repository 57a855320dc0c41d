// Shape shape_of(float gap)      Shape adapted(Shape s, float wide)      Tier tier_in(Shape s, int tier, vec2 borders)
//
// The composition before it is fitted into its frame.
//
// gap      mean gap of both wings, 0 .. 1: the air between them
// wide     0 as the parameters say; towards 1 a low wide row, as of an organ; towards -1 wings hang, and on towards -2
//          they stand along a column
// borders  where in the fan the tier begins and ends
// space    as tiers.glsl

#include "layout.glsl"
#include "bow.glsl"
#include "chance.glsl"

const float UPWARD = 1.5707963;
const float AIR = 0.52;            // half as wide as a pipe of the whole range is long, where the gap is 1
const float NARROW = 0.16;         // a wing at least, radians
const float HANGING = -1.35;       // as low as wings hang, radians
const vec3 ROW = vec3(1.30, UPWARD, 7.0);     // angles of the lowest and the highest pipes where it is widest, and ring

struct Shape {
    float low;
    float top;
    float ring;
    float spine;
    float bow;
    float lean;
    float air;
    float parting;   // from tier to tier, share of the wing
    float terrace;   // 1 where tiers stand behind each other, 0 where beside
    int tiers;
    float sun;       // how large its ring is meant to be, 0 .. 1: it bends a row and a column
    float turned;    // by the seed, -1 .. 1: what a row or a column has of its own
    float upright;   // 1 along a column
    float pitch;     // there, from fan to fan
};

#include "upright.glsl"

// A seed is a work: ring, opening, bow and lean are its own, and tiers where the form has one ring and one tier. What
// parameters say clearly it moves less: what falls does not rise by chance, what is folded down stays so.
Shape shape_of(float gap) {
    bool free = u_tiers == 1 && u_stack != STACK_BEHIND && u_spine >= 0.0 && u_ring < 0.5;
    int tiers = u_tiers;
    if (free) tiers = (u_tiers - 1 + int(floor(1.499 * (own(2u) + 1.0)) - 1.0) + LARGEST) % LARGEST + 1;
    float least = free ? 1.0 : 0.5, opens = 38.0 * (1.0 - 0.8 * min(abs(u_spread) / 70.0, 1.0));
    float top = u_crest - 18.0 * max(own(8u), 0.0), bows = 0.55 * (1.0 - 0.9 * abs(u_sweep));
    float ring = u_ring * exp(1.1 * least * own(6u)) + 0.35 * least * max(own(7u), 0.0);
    return Shape(radians(clamp(u_spread + own(3u) * opens, -80.0, 66.0)), radians(top), clamp(ring, 0.06, 8.0),
                 u_spine, clamp(u_sweep + own(4u) * bows, -0.6, 0.6), radians(u_lean + own(5u) * 30.0 * least),
                 AIR * gap, u_parting * (1.0 + 0.6 * own(14u)), u_stack == STACK_BEHIND ? 1.0 : 0.0,
                 clamp(tiers, 1, LARGEST), clamp(u_ring - 0.16, 0.0, 1.0), own(15u), 0.0, 0.0);
}

Shape adapted(Shape s, float wide, float longest) {
    if (wide < -1.0) return uprighted(s, min(-wide - 1.0, 1.0), longest);
    float row = max(wide, 0.0), hung = clamp(-wide, 0.0, 1.0);
    s.low = mix(mix(s.low, max(s.low, ROW.x), row), min(s.low, HANGING), hung);
    s.top = mix(s.top, ROW.y, row);
    float deep = mix(1.0, float(s.tiers), s.terrace);  // tiers behind each other need so much longer a row
    s.ring = mix(s.ring, max(s.ring, deep * ROW.z * exp(0.6 * s.turned) / (1.0 + 0.6 * s.sun * (1.0 - s.terrace))), row * row * row);
    s.spine = mix(s.spine, (0.6 + 0.9 * own(16u)) * s.spine, row);
    s.bow = clamp(s.bow + 0.35 * s.turned * row, -0.6, 0.6), s.parting = min(s.parting * (1.0 + 1.2 * row), 0.5);
    s.lean *= mix(1.0, 0.42, row);
    return s;
}

// Leaves share the wing between them; terraces stand behind each other, each as wide as all.
Tier tier_in(Shape s, int tier, vec2 borders, float longest) {
    if (s.upright > 0.5 && (s.terrace < 0.5 || s.tiers == 1)) return upright_tier(s, tier, borders);
    float n = float(tier), count = float(s.tiers), behind = s.terrace;
    float ring = s.ring + behind * n * (longest + BEHIND);
    float top = min(s.top, UPWARD) - s.air / (ring + 0.5), reach = max(top - s.low, NARROW * (1.0 - 0.6 * s.upright));
    float apart = s.parting * reach * (1.0 - behind) / max(count - 1.0, 1.0) * (count > 1.0 ? 1.0 : 0.0);
    float wing = reach - apart * (count - 1.0);
    vec2 part = mix(borders, vec2(0.0, 1.0), behind);
    float low = top - reach + part.x * wing + (1.0 - behind) * n * apart;
    float side = max(s.spine, 0.0) * s.ring * cos(max(abs(top - reach), abs(top))) - max(-s.spine, 0.0);
    vec2 centre = vec2(max(s.spine, 0.0) * s.air - side, 0.5 * apart * (2.0 * n - count + 1.0));
    return Tier(centre, ring, low, (part.y - part.x) * wing, borders.x, borders.y - borders.x);
}
