// The room: tubes, their cabinets in each other's light, and the floor before them.
//
// reads   t_glass, t_signal, t_shown, t_tubes, t_halo, t_floor, u_great, u_change
// writes  o  linear light
// space   wall of wall.glsl

#include "wall.glsl"
#include "lib/tone/aces.glsl"

const vec3 AMBER = vec3(1.0, 0.52, 0.14);

vec3 halo_at(vec2 px) {
    return texture(t_halo, px / u_output).rgb;
}

// A cabinet of dark bakelite in the light of its neighbours: a rounded edge, a lip around the glass, a grille.
vec3 cabinet(vec4 glass, float rim, int kind, vec2 px, vec3 halo) {
    // The nearest part of its own tube lights it most.
    Wall w = wall_of();
    float cells = kind == GREAT ? 2.0 * float(w.side) : kind == SMALL ? 1.0 : 2.0;
    vec2 half_glass = vec2(0.435, 0.405) * w.cell * cells * u_output.y;
    vec2 near = glass.yz * (0.92 / max(max(abs(glass.y), abs(glass.z)), 0.92));
    vec3 room = halo + 1.2 * halo_at(px + (near - glass.yz) * half_glass) * exp(3.5 * rim);
    vec2 high = vec2(1.149, glass.z > 0.0 ? 1.148 : 1.321), to_edge = high - abs(glass.yz);
    float side = to_edge.x * 1.29, edge = min(side, to_edge.y), top = smoothstep(-1.3, 1.15, glass.z);
    vec3 light = room * (0.16 + 0.22 * top) + vec3(0.0030, 0.0032, 0.0036) * (0.35 + top);
    float lit = side < to_edge.y ? 0.5 : glass.z > 0.0 ? 1.8 : 0.1;
    light *= 1.0 + lit * smoothstep(0.055, 0.045, edge) * smoothstep(0.0, 0.02, edge);
    light *= smoothstep(0.0, 0.02, edge);
    float off = (rim + 0.030) / 0.016, lip = exp(-off * off);
    light += room * 0.5 * lip;
    // Who is on the great receiver has an amber rim.
    vec2 rows = texelFetch(t_shown, ivec2(4, 0), 0).xy, there = 1.0 - min(abs(rows - glass.x), 1.0);
    float on = mix(there.x, there.y, u_change);
    if (has_great() && kind != GREAT) light += 0.09 * AMBER * lip * on;
    if (kind != SMALL) {
        float slot = abs(fract((glass.z + 1.06) * 32.0) - 0.5);
        float grille = smoothstep(0.0, 0.01, 0.062 - abs(glass.z + 1.17)) * smoothstep(0.0, 0.02, 0.28 - abs(glass.y));
        light *= 1.0 - 0.85 * grille * smoothstep(0.20, 0.30, slot);
    }
    return light;
}

void main() {
    vec2 px = pixel(), at = wall_at(px);
    vec4 glass = fetch_glass(target_texel());
    int kind = kind_of(glass.w);
    float rim = glass.w - 2.0 * float(kind);
    vec3 light = vec3(0.0), halo = halo_at(px);
    if (at.y < FLOOR) {
        light = texture(t_floor, px / u_output).rgb;
    } else if (glass.x < -0.5) {
        light = halo * 0.05 + vec3(0.0009, 0.0011, 0.0014);
    } else {
        light = rim > 0.0 ? vec3(0.0) : cabinet(glass, rim, kind, px, halo);
        if (rim > 0.0) {
            // A pale window somewhere behind us, in the curve of the glass.
            vec2 q = glass.yz - vec2(-0.52, 0.62);
            float pane = smoothstep(0.0, 0.12, 0.24 - abs(q.x + 0.25 * q.y)) * smoothstep(0.0, 0.12, 0.17 - abs(q.y));
            pane *= smoothstep(0.006, 0.02, abs(q.x + 0.25 * q.y - 0.03)) * smoothstep(0.008, 0.025, abs(q.y));
            light += vec3(0.007, 0.009, 0.012) * pane + vec3(0.002, 0.0026, 0.0034) * (1.0 + glass.z);
        }
        vec4 signal = texelFetch(t_signal, ivec2(int(glass.x + 0.5), 1), 0);
        vec2 lamp = (glass.yz - vec2(0.78, -1.135)) * vec2(1.29, 1.0);
        light += AMBER * signal.z * 0.9 * smoothstep(0.042, 0.020, length(lamp));
    }
    light += fetch_tubes(target_texel()).rgb + halo * 0.16;
    o = vec4(tone_aces(light), 1.0);
}
