// What the pipes of every place show, and where they stand in the fan.
//
// reads   t_table, u_strata, u_moment, u_seed, u_vary, u_great, u_pipes
// writes  rows 0 and 1, the left and the right wing:  x reach 0 .. 1   y half its interval   z state
//                 w how far the other wing's go beyond it, 0 .. 1, 0 where either is not known
//         row 2:  x where they begin, share of the fan, in whole parts of it   y how much they take   z how many pipes
//                 w first row of the table

#include "lib/hash/pcg.glsl"
#include "figure.glsl"

// Breadth of a place before all are fitted, 0.55 .. 1.45: by chance, in a rhythm of the seed; one of many far broader.
float breadth(int part) {
    float chance = 0.65 + 0.8 * unit(pcg(uint(part) * 747u + u_seed));
    float along = float(part) / float(part_count()), rhythm = chance;
    uint kind = u_seed == 0u ? 0u : pcg(u_seed * 13u + 5u) % 4u;
    if (kind == 1u) rhythm = 1.0 + 0.45 * cos(3.0 * 6.2831853 * along);
    if (kind == 2u) rhythm = part % 3 == 0 ? 1.45 : 0.60;
    if (kind == 3u) rhythm = 0.55 + 0.9 * along;
    chance = mix(1.0, mix(chance, rhythm, 0.8), u_vary);
    return part == int(pcg(u_seed + 91u) % uint(part_count())) && part_count() > 4 ? u_great : chance;
}

void main() {
    int part = texel().x, side = texel().y;
    if (side < 2) {
        Cell own = figure(part, side, u_moment), other = figure(part, 1 - side, u_moment);
        float reach = is_known(own.state) ? shown_part(own.value) : 0.0;
        float further = is_known(own.state) && is_known(other.state) ? max(shown_part(other.value) - reach, 0.0) : 0.0;
        o = vec4(reach, 0.5 * (shown_part(own.high) - shown_part(own.low)), float(own.state), further);
        return;
    }
    // From the wings' outer ends to the air between them, as the table has them: the twin of phrases() in scene.py.
    float before = 0.0, all = 0.0;
    for (int k = 0; k < part_count(); k++) {
        if (k < part) before += breadth(k);
        all += breadth(k);
    }
    float start = round(before / all * FINE) / FINE, wide = round((before + breadth(part)) / all * FINE) / FINE - start;
    o = vec4(start, wide, u_pipes > 0 ? float(u_pipes) : ceil(48.0 / float(part_count())), float(part_first(part)));
}
