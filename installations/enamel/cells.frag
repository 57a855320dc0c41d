// What the figures make of each prism, and of each field.
//
// reads   t_ranks, t_order, t_table, u_moment, u_swell, u_breath_phase
// writes  column = prism, line = row of the table
//         o.x  height, 0 socket .. 1 crown      o.y  light, 0 shade .. 1 lit
//         o.z  state of what is least known + veil / 8, veil 0 .. 1 how much of the field it covers
//         o.w  softness 0 .. 0.9 + 1 where gained since the first survey + 2 where hollow
//         column 100: o.x  lateness at which its sockets begin, 9 without
//                     o.y  how its light stands in the role's domain, -1 least .. 1 most, 0 where it is not known
//                     o.z  lateness at which its light ends, -9 without

#include "wall.glsl"
#include "lib/data/cell.glsl"

// Part of the way into a share that rank lies, over the survey's interval: 1 surely in, 0 surely out. Of nobody, none,
// and none of a zero, however unsure it is.
float within(Cell c, float rank) {
    if (c.state == ZERO || c.high <= 0.0) return 0.0;
    float low = c.low * 0.01, high = max(c.high * 0.01, low + 0.004);
    return 1.0 - smoothstep(low, high, rank);
}

// Lateness that so many of a field's hundred lie before.
float late_before(float count, int row) {
    float low = 0.0, high = 2.4;
    for (int i = 0; i < HUNDRED; i++) {
        float rank = texelFetch(t_ranks, ivec2(i, row), 0).x, late = texelFetch(t_order, ivec2(i, row), 0).x;
        if (rank + 0.5 < count) low = max(low, late); else high = min(high, late);
    }
    return 0.5 * (low + high);
}

void main() {
    int row = texel().y;
    Cell care = data_at(row, ROLE_LIT, u_moment);
    Cell first = data_cell(row, ROLE_LIT, 0);
    Cell six = data_at(row, ROLE_WORN, u_moment);
    Cell all = data_at(row, ROLE_OPEN, u_moment);
    if (texel().x >= HUNDRED) {
        bool sockets = is_known(all.state) && all.value > 0.0;
        float more = is_known(care.state) ? clamp(2.0 * role_part(ROLE_LIT, care.value) - 1.0, -1.0, 1.0) : 0.0;
        bool light = is_known(care.state) && care.value > 0.0;
        o.xy = vec2(sockets ? late_before(100.0 - all.value, row) : 9.0, more);
        o.zw = vec2(light ? late_before(care.value, row) : -9.0, 1.0);
        return;
    }
    float rank = (texelFetch(t_ranks, texel(), 0).x + 0.5) / float(HUNDRED), back = 1.0 - rank;

    float lit = is_known(care.state) ? within(care, rank) : 0.0;
    float hollow = is_known(six.state) ? within(six, back) : 0.0;
    float lost = is_known(all.state) ? within(all, back) : 0.0;
    float gained = is_known(care.state) && is_known(first.state)
        && rank >= first.value * 0.01 && rank < care.value * 0.01 ? 1.0 : 0.0;
    float unsure = max(4.0 * lit * (1.0 - lit), max(2.0 * hollow * (1.0 - hollow), 4.0 * lost * (1.0 - lost)));

    // What nobody put into a role is not withheld: it veils nothing.
    bool six_told = is_known(six.state) || !role_shown(ROLE_WORN), all_told = is_known(all.state) || !role_shown(ROLE_OPEN);
    int state = !is_known(care.state) ? care.state : !six_told ? six.state : !all_told ? all.state : VALUE;
    float veil = !is_known(care.state) ? 1.0 : !six_told ? 0.6 : !all_told ? 0.3 : 0.0;

    lost = smoothstep(0.35, 0.65, lost);  // a prism stands or is gone: sockets are there to be counted
    float height = 0.50 + 0.34 * lit;
    height = mix(height, 0.34 + 0.22 * lit, hollow);
    height = mix(height, 0.0, lost);
    if (!is_known(care.state)) height = state == MISSING ? 0.12 : 0.5;
    height += u_swell * sin(6.2831853 * (u_breath_phase + rank)) * (1.0 - lost);
    o = vec4(max(height, 0.0), lit * (1.0 - lost), float(state) + veil * 0.124,
             0.9 * min(unsure, 1.0) + gained * (1.0 - step(0.5, lost)) + 2.0 * step(0.5, hollow * (1.0 - lost)));
}
