// What is wrong in each area, and what was mended there.
//
// reads   t_faults, the six knobs, u_seed
// writes  row 0: stale, revised, missing, implausible      row 1: tampered, suppressed, wound, gold
//         row 2: how far the cracks have run, now or ever; how far a hand has washed slip over it; each 0 .. 1

#include "lib/hash/pcg.glsl"

// How deep each kind cuts. A veil is no wound: what was withheld breaks nothing.
const float DEEP[6] = float[](0.25, 0.45, 1.0, 1.0, 0.6, 0.0);

// A veil that a hand lays is a wash: it hides no figure that is known.
const int SLIP = 5;

// A knob strikes its own areas, one after the other.
float struck(int row, int kind, float level) {
    uvec2 h = pcg2d(uvec2(row + 1, u_seed + 11u));
    if (int(h.x % 8u) != kind) return 0.0;
    float late = 0.5 * unit(h.y);
    return smoothstep(late, late + 0.5, level);
}

void main() {
    int row = texel().x;
    float hand[6] = float[](u_stale, u_revised, u_missing, u_implausible, u_tampered, u_suppressed);
    float now[6], wound = 0.0, gold = 0.0, scar = 0.0;
    for (int kind = 0; kind < 6; kind++) {
        vec4 fault = texelFetch(t_faults, ivec2(kind, row), 0);
        now[kind] = max(kind == SLIP ? 0.0 : struck(row, kind, hand[kind]), fault.x);
        wound = max(wound, DEEP[kind] * now[kind]);
        gold = max(gold, DEEP[kind] > 0.0 ? fault.w : 0.0);
        scar = max(scar, DEEP[kind] * fault.y);
    }
    o = texel().y == 0 ? vec4(now[0], now[1], now[2], now[3])
        : texel().y == 1 ? vec4(now[4], now[5], wound, gold) : vec4(max(wound, scar * gold), struck(row, SLIP, u_suppressed), 0.0, 0.0);
}
