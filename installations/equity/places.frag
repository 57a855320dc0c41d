// What the pipes of every place show, and where they stand in the fan.
//
// reads   t_figures, u_seed, u_great, u_pipes
// writes  rows 0 and 1, the left and the right wing:  as figures.frag has them
//         row 2:  x where they begin, share of the fan   y how much they take   z how many pipes
//                 w first row of the table

#include "lib/data/states.glsl"
#include "lib/hash/pcg.glsl"
#include "layout.glsl"

const vec2 BREADTH = vec2(0.45, 1.55);  // of the pair that reaches least far and of that which reaches farthest, before all are fitted
const float BROADER = 1.6;              // from here on no figure is seen in the breadth of the one that chance has chosen

// Mean of how far the porcelain of both wings reaches, 0 .. 1; below 0 where neither has any. A zero has none: its cups
// would be seen nowhere were they the most slender of all.
float level(int part) {
    float sum = 0.0, known = 0.0;
    for (int side = 0; side < 2; side++) {
        vec4 one = fetch_figures(ivec2(part, side));
        if (int(one.z + 0.5) == VALUE) sum += one.x, known++;
    }
    return known > 0.0 ? sum / known : -1.0;
}

// Breadth of a place before all are fitted: the farther both wings reach, the broader; of one of many it is chance.
// What is zero or not known is as broad as the middle. The twin of phrases() in scene.py, which tells it.
float breadth(int part, vec2 ends) {
    float own = level(part), told = own >= 0.0 && ends.y > ends.x ? (own - ends.x) / (ends.y - ends.x) : 0.5;
    bool chosen = part == int(pcg(u_seed + 91u) % uint(part_count())) && part_count() > 4;
    return mix(mix(BREADTH.x, BREADTH.y, told), u_great, chosen ? clamp((u_great - 1.0) / (BROADER - 1.0), 0.0, 1.0) : 0.0);
}

void main() {
    int part = texel().x;
    if (texel().y < 2) {
        o = fetch_figures(texel());
        return;
    }
    vec2 ends = vec2(1.0, 0.0);
    for (int k = 0; k < part_count(); k++) {
        float one = level(k);
        if (one >= 0.0) ends = vec2(min(ends.x, one), max(ends.y, one));
    }
    // From the wings' outer ends to the air between them, as the table has them: the twin of phrases() in scene.py.
    float before = 0.0, all = 0.0, own = breadth(part, ends);
    for (int k = 0; k < part_count(); k++) {
        float one = breadth(k, ends);
        if (k < part) before += one;
        all += one;
    }
    o = vec4(before / all, own / all, u_pipes > 0 ? float(u_pipes) : ceil(48.0 / float(part_count())), float(part_first(part)));
}
