// What is on the air from each area, and how well it comes in.
//
// reads   t_table, t_faults, u_moment, u_signal, u_noise, u_ghost, u_breath_phase, u_breath, u_seed
// writes  row 0  x carrier, 0 lost .. 1      y amplitude of the snow      z scrambled, 0 .. 1      w held still, 0 .. 1
//         row 1  x strength of the ghost     y its delay, lines           z colour burst, 0 .. 1   w roll, frames
//         row 2  x lamp, 0 .. 1, -1 of zero  y lights out, 0 .. 10, -1 not known      z sway of the lamp, cycles
//                w chance of its own, 0 .. 1
//         row 3  x overload, 0 .. 1          y another sender, 0 .. 1    z behind frosted glass, 0 .. 1
//                w lids, 0 open .. 1 closed

#include "lib/data/cell.glsl"
#include "lib/hash/pcg.glsl"
#include "faults.glsl"

const float LEAST = 0.45;  // carrier of a figure that is known, however few beside it are: its sitter is still told

// Share of the area's figures, of everybody and of all groups, that are known; whomever the roles show, and a role
// without figures counts for nothing.
float completeness(int row) {
    float known = 0.0, asked = 0.0;
    for (int i = role_of(0, 0); i < u_columns; i++) {
        if (!role_shown(i)) continue;
        asked += 1.0;
        known += float(is_known(data_at(row, i, u_moment).state));
    }
    return known / max(asked, 1.0);
}

void main() {
    int row = texel().x, part = texel().y;
    float chance = unit(pcg2d(uvec2(row, u_seed + 5u)).x), phase = u_breath_phase + chance;
    Cell now = data_at(row, ROLE_TURNED, u_moment), first = data_cell(row, ROLE_TURNED, 0);
    Cell last = data_cell(row, ROLE_TURNED, u_times - 1);
    bool known = is_known(now.state);
    float reach = role_high(ROLE_TURNED) - role_low(ROLE_TURNED);
    // What is withheld or held is on the air, and well: it is only not for us.
    float whole = known ? mix(LEAST, 1.0, smoothstep(0.45, 1.0, completeness(row))) : float(now.state != MISSING);
    float carrier = u_signal * whole * (1.0 - fault(FAULT_MISSING, row).x), lack = 1.0 - carrier;
    vec4 stale = fault(FAULT_STALE, row);
    if (part == 0) {
        float doubt = known ? clamp((now.high - now.low) / (0.65 * reach), 0.0, 1.0) : 0.0;
        float veil = max(float(now.state == SUPPRESSED), fault(FAULT_SUPPRESSED, row).x);
        o = vec4(carrier, u_noise * (0.012 + 0.14 * doubt + 0.07 * lack), veil, max(float(now.state == HELD), stale.x));
    } else if (part == 1) {
        float moved = is_known(first.state) && is_known(last.state) ? abs(last.value - first.value) * 40.0 / reach : 0.0;
        float revised = fault(FAULT_REVISED, row).x;
        // Where sync is weak the picture hunts about its place; where it is gone it rolls through.
        float hunt = 0.03 * smoothstep(0.10, 0.6, lack) * sin(6.2831853 * phase);
        float slip = smoothstep(0.55, 0.80, lack) * fract(phase);
        o = vec4(max(u_ghost * smoothstep(0.3, 3.0, moved), revised), 0.012 * moved + 0.05 * revised,
                 smoothstep(0.45, 0.15, lack), hunt + slip);
    } else if (part == 2) {
        float lamp = now.state == VALUE ? clamp(role_part(ROLE_TURNED, now.value), 0.0, 1.0)
                   : now.state == ZERO ? -1.0 : 0.5;
        // A stale picture stands where it stood when the figures stopped.
        float stood = now.state == HELD ? 0.0 : stale.x > 0.0 ? phase - u_breath * max(stale.z, 0.0) : phase;
        Cell gone = data_at(row, ROLE_DIMMED, u_moment);
        float dim = is_known(gone.state) ? 10.0 * clamp(role_part(ROLE_DIMMED, gone.value), 0.0, 1.0)
                  : role_shown(ROLE_DIMMED) ? -1.0 : 0.0;
        o = vec4(lamp, dim, fract(stood), chance);
    } else {
        // Once in a loop each closes the eyes, slowly, and opens them again: a long blink, at a time of one's own.
        float since = fract(u_playhead - fract(7.0 * chance)) * 24.0;  // s of the loop
        float lids = smoothstep(0.0, 0.6, since) * smoothstep(1.9, 1.2, since) * float(known) * (1.0 - stale.x);
        o = vec4(fault(FAULT_IMPLAUSIBLE, row).x, fault(FAULT_TAMPERED, row).x, float(now.state == HELD), lids);
    }
}
