// Shape uprighted(Shape s, float up, float longest)      Tier upright_tier(Shape s, int tier, vec2 borders)
//
// The composition of a frame that is taller than the form: wings along one straight column of light.
//
// One tier is two wings whose pipes rise from the column's sides, as a feather's barbs do. Tiers beside each other are
// fans above each other, each as far from the next as its pipes need to cross none of the others'. Tiers behind each
// other are the storeys of a tower. What a column's sides enclose never bulges, and it is full of light.
//
// up       0 .. 1, how upright      longest  where the longest pipe ends
// space    as tiers.glsl

const float LOWEST = 0.45;                  // where fans begin, radians from the horizon, least
const float STEEP = 1.10;                   // and most upright
const float LEAF = 0.62;                    // how far a fan opens, radians; the one at the end opens to the column
const vec2 COLUMN = vec2(1.2, 5.2);         // length of a column, in pipes: least and most upright
const vec2 TOWER = vec2(0.75, 0.09);        // half of a tower's angle, radians
const float CLEAR = 0.05;                   // free between two fans, at least
const int SAMPLES = 6;                      // along a pipe

vec2 along_pipe(float turn, float bow, float ring, float r) {
    float angle = angle_at(turn, bow, ring, r);
    return (ring + r) * vec2(cos(angle), sin(angle));
}

// How far fans that open from `low` to `high` must stand above each other: no pipe crosses one of the next fan.
float pitch_of(float low, float high, float bow, float ring, float longest) {
    float most = 0.0;
    for (int k = 1; k <= SAMPLES; k++) {
        vec2 at = along_pipe(high, bow, ring, longest * float(k) / float(SAMPLES));
        vec2 before = along_pipe(low, bow, ring, 0.0);
        for (int n = 1; n <= SAMPLES; n++) {
            vec2 next = along_pipe(low, bow, ring, longest * float(n) / float(SAMPLES));
            float part = clamp((at.x - before.x) / max(next.x - before.x, 1e-3), 0.0, 1.0);
            if (at.x <= next.x || n == SAMPLES) {
                most = max(most, at.y - mix(before.y, next.y, part));
                break;
            }
            before = next;
        }
    }
    return most;
}

Shape uprighted(Shape s, float up, float longest) {
    float fallen = u_spread + u_crest < 0.0 ? 1.0 : 0.0;  // and not as a seed has it
    s.upright = 1.0, s.lean = radians(0.6 * u_lean + 14.0 * own(5u));
    if (s.tiers == 1) {
        s.ring = mix(30.0, 16.0, abs(s.turned));
        float tall = mix(COLUMN.x, COLUMN.y, up), middle = 0.12 * s.turned + 0.17 * s.sun + 0.25 * min(s.spine, 0.0);
        s.low = middle - 0.5 * tall / s.ring, s.top = middle + 0.5 * tall / s.ring;
        s.bow = -max(abs(s.bow), 0.16);  // they rise: what falls on either side of a column looks like ribs
    } else if (s.terrace > 0.5) {
        s.ring = 1.6 + 0.25 * s.ring + 0.4 * s.turned;
        s.top = UPWARD, s.low = UPWARD - mix(TOWER.x, TOWER.y, up) - s.air / (s.ring + 0.5);
    } else {
        s.ring = min(s.ring, 0.10);
        float low = mix(LOWEST, STEEP, up), high = low + LEAF * (1.0 + 0.35 * s.turned);
        float pitch = pitch_of(low, high, s.bow, s.ring, longest);
        if (fallen > 0.5) pitch = pitch_of(-high, -low, s.bow, s.ring, longest);
        s.pitch = mix(1.0, 1.9, up) * pitch + CLEAR + 0.5 * s.parting;
        s.low = fallen > 0.5 ? -high : low, s.top = fallen > 0.5 ? -low : high;
    }
    return s;
}

Tier upright_tier(Shape s, int tier, vec2 borders) {
    float share = borders.y - borders.x;
    if (s.tiers == 1) {
        float x = s.air + max(-s.spine, 0.0) - s.ring * cos(max(abs(s.low), abs(s.top)));
        return Tier(vec2(x, 0.0), s.ring, s.low, s.top - s.low, borders.x, share);
    }
    vec2 centre = vec2(s.air + max(-s.spine, 0.0), s.pitch * float(tier));
    float low = s.low, top = s.top;
    if (low > 0.0 && tier == s.tiers - 1) top = UPWARD;
    if (low < 0.0 && tier == 0) low = -UPWARD;
    return Tier(centre, s.ring, low, top - low, borders.x, share);
}
