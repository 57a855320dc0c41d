// vec3 with_cover(Spot s, Ground g, Lamps lamps, vec3 light, float wide)
// vec3 with_untold(Spot s, Ground g, Lamps lamps, vec3 light, float wide)
//
// What lies over a place whose figure is zero or not told: all of them are dry. In a pool whose kelp is not told
// the same lies in the water.
//
// wide    how much of the flat a pixel covers, heights of the picture
//
//               over dry sand                                  in a pool, of its colonies
//   suppressed  mist in the folds of a silk, in the last sun   milk in the water
//   held        frost, its needles combed one way             the same, in the water
//   missing     coarse level sand, never dug, a row of stones  stones on its floor
//   zero        a shell in the middle of its rings             as much kelp as there is, and a sea star

// A dome in the low sun and its shadow on the ground: xyz what it sends, w how much of it is seen.
vec4 stone_at(vec2 off, float radius, Lamps lamps, vec3 tint, vec3 ground, float wide) {
    vec2 away = -normalize(lamps.sun.xy), on = off / radius;
    float along = dot(off, away), side = dot(off, vec2(-away.y, away.x));
    float shaded = smoothstep(0.25, -0.25, length(vec2(side, along - clamp(along, 0.0, 1.7 * radius))) / radius - 0.9);
    float there = smoothstep(wide, -wide, length(off) - radius);
    vec3 normal = vec3(on, sqrt(max(1.0 - dot(on, on), 0.05)));
    vec3 lit = tint * (lamps.key * max(dot(normal, lamps.sun), 0.0) * 1.5 + lamps.air * (0.6 + 0.4 * normal.z));
    return vec4(mix(0.42 * ground, lit, there), max(0.85 * shaded, there));
}

// The stones of a place that nobody asked: a row within its border, or on the floor of its pool, as far as there is room.
vec3 with_stones(Spot s, Lamps lamps, vec3 light, float wide, bool under) {
    float apart = clamp(0.35 * s.room, 0.006, 0.034) * (under ? 0.9 : 1.0);  // heights of the picture
    vec2 cell = floor(s.p / apart);
    for (int i = 0; i < 9; i++) {
        vec2 here = cell + vec2(i % 3, i / 3) - 1.0;
        uvec3 chances = pcg3d(uvec3(ivec2(here) + 4096, u_seed));
        vec2 middle = (here + 0.5 + (under ? 0.7 : 0.45) * (vec2(unit(chances.x), unit(chances.y)) - 0.5)) * apart;
        vec4 bed = texture(t_bed, flat_place(middle));
        // Scattered on a floor, not sown.
        bool lies = under ? unit(chances.x * 5u) < 0.55 && bed.z > 0.3 * apart && bed.x < texture(t_plan_look, flat_place(middle)).x
                          : bed.z > 0.4 * apart && bed.z < 1.4 * apart;
        if (!lies) continue;
        float radius = apart * (0.20 + 0.15 * unit(chances.z));
        vec3 tint = mix(vec3(0.36, 0.33, 0.31), vec3(0.48, 0.42, 0.35), unit(chances.z * 7u)) * (1.0 + 0.25 * s.tiny.x);
        vec4 stone = stone_at(s.p - middle, radius, lamps, tint, light, wide);
        light = mix(light, stone.xyz, stone.w);
    }
    return light;
}

// Frost: needles of ice, combed one way, on ground that is cold between them.
// dark   what the ground between them keeps of its light
vec3 with_frost(Spot s, Ground g, Lamps lamps, vec3 light, float dark, float there) {
    vec2 combed = vec2(12.0 * dot(s.p, s.along) + 0.5 * s.rough.x, 0.8 * dot(s.p, vec2(-s.along.y, s.along.x)));
    float needle = smoothstep(0.42, 0.08, abs(grain(combed).y - 0.1));
    float lit = dot(lamps.air + 0.30 * lamps.key * g.direct, vec3(0.2126, 0.7152, 0.0722));
    vec3 cold = mix(light, vec3(0.07, 0.13, 0.24) * lit, 0.85) * (0.4 + dark), ice = vec3(0.205, 0.36, 0.58) * lit;
    return mix(light, mix(cold, ice, 0.85 * needle), there);
}

vec3 with_shell(Spot s, Lamps lamps, vec3 light, float wide, float there) {
    vec4 shell = stone_at(s.off, clamp(0.27 * s.room, 0.003, 0.019), lamps, vec3(0.90, 0.81, 0.69), light, wide);
    return mix(light, shell.xyz, shell.w * there);
}

// How far within a sea star of radius 1, below 0 outside.
float star(vec2 q, float turn) {
    float arm = abs(mod(atan(q.x, q.y) / TURN * 5.0 + turn, 1.0) - 0.5) * 2.0;
    return 0.34 + 0.66 * arm * arm * arm - length(q);
}

vec3 with_star(Spot s, Lamps lamps, vec3 light, float wide) {
    float radius = clamp(0.42 * s.room, 0.004, 0.024), turn = chance(23u), edge = 1.5 * wide / radius;
    vec2 q = s.off / radius, away = -normalize(lamps.sun.xy);
    float within = star(q, turn), shaded = smoothstep(-0.15, 0.1, star(q - 0.16 * away, turn));
    vec3 body = mix(vec3(0.62, 0.20, 0.10), vec3(0.90, 0.55, 0.34), smoothstep(0.05, 0.5, within));
    body *= (lamps.key * (0.9 - 0.25 * dot(q, away)) + lamps.air) * (1.0 + 0.15 * s.tiny.x);
    return mix(mix(light, 0.45 * light, shaded), body, smoothstep(-edge, edge, within));
}

// A pool whose water is told and whose colonies are not, or that has none to tell of.
vec3 with_untold(Spot s, Ground g, Lamps lamps, vec3 light, float wide) {
    if (s.told == ZERO) return s.cover == vec4(0.0) ? with_star(s, lamps, light, wide) : light;
    if (s.wet == 0.0 || s.told == VALUE) return light;
    if (s.told == HELD) return with_frost(s, g, lamps, light, 0.55, s.wet);
    if (s.told == MISSING) return mix(light, with_stones(s, lamps, 0.8 * light, wide, true), s.wet);
    float cloud = smoothstep(-0.45, 0.5, s.waves.x + 0.5 * s.rough.y);
    vec3 milk = (0.05 * lamps.key + 0.20 * lamps.air) * vec3(0.94, 1.02, 1.02);
    return mix(light, milk * (0.7 + 0.6 * cloud), s.wet * mix(0.80, 0.95, cloud));
}

// How thick the mist is, -1 .. 1: banks of it that drift, and come back when the loop ends.
float mist_at(vec2 p) {
    return 0.75 * grain(p * 1.7 + vec2(u_playhead, 0.0)).w + 0.35 * grain(p * 2.6 - vec2(u_playhead, 0.0)).x;
}

// Banks that lie beside each other as the folds of a silk, each with a bright side and a dim one: dusk is in them, and
// no sky, for water and frost have that. By night it is grey, for water is blue.
vec3 with_mist(Spot s, Lamps lamps, vec3 light) {
    float thick = mist_at(s.p), across = dot(s.p, normalize(vec2(0.45, 1.0)));
    float fold = 0.5 + 0.5 * sin(TURN * (across / 0.062 + 1.1 * thick + 0.4 * s.rough.y));
    vec3 fog = 0.046 * lamps.key * vec3(1.0, 0.39, 0.66) + 0.15 * lamps.air * vec3(1.40, 0.66, 0.84);
    fog = mix(fog, vec3(2.0 * dot(fog, vec3(0.2126, 0.7152, 0.0722))), 0.8 * u_night);
    fog *= mix(0.75, 2.1, fold * fold) * (1.0 + 0.3 * clamp(thick, -1.0, 1.0));
    float much = smoothstep(0.20, 0.80, s.cover.x + 0.20 * thick) * mix(0.86, 0.98, smoothstep(-0.70, 0.10, thick));
    return mix(light, fog, much);
}

vec3 with_cover(Spot s, Ground g, Lamps lamps, vec3 light, float wide) {
    if (s.cover == vec4(0.0)) return light;
    if (s.cover.x > 0.0) light = with_mist(s, lamps, light);
    light = with_frost(s, g, lamps, light, 0.5, s.cover.y);
    if (s.cover.w > 0.5) light = with_shell(s, lamps, light, wide, s.cover.w);
    if (s.cover.z < 0.01) return light;
    // As hollow as a bed that waits: dark below its borders.
    float below = mix(0.55, 1.0, smoothstep(0.0, 0.45 * s.room, s.edge));
    vec3 coarse = light * 0.165 * below * (1.0 + 0.10 * s.tiny.x + 0.10 * s.fine.y + 0.30 * s.rough.y);
    return mix(light, with_stones(s, lamps, coarse, wide, false), s.cover.z);
}
