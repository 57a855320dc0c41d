// Ground ground_at(Spot s, Lamps lamps, float wide)
//
// The floor in the sun, dry and under water alike: sand with ripples, and colonies.
//
// wide    how much of the flat a pixel covers, heights of the picture
// light   what it sends to the eye      direct  share of the sun's light that it meets
// crest   -1 in the trough of a ripple .. 1      ripples  how high they are
// film    water that stands in the troughs, 0 .. 1

struct Ground { vec3 light; float direct, crest, ripples, film; };

// Kelp: dark at its foot, gold along its fronds; by night it shines by itself, in waves. Where it says nothing it is
// nearly as the water.
vec3 colony_at(Spot s, out vec3 shining) {
    float frond = smoothstep(-0.15, 0.85, s.frond + 0.25 * s.tiny.x), high = smoothstep(0.15, 0.75, s.crust);
    float pulse = 0.55 + 0.45 * sin(TURN * (u_swell_phase + 0.8 * s.rough.x + 0.3 * s.fine.x));
    vec3 body = mix(u_crust * mix(0.45, 1.0, high), mix(u_crust, u_tips, 0.85), frond * (0.35 + 0.65 * high));
    if (!role_shown(ROLE_BARE)) body = mix(body, u_water, 0.5);
    shining = u_night * u_glimmer * pulse * s.alive * body * (0.20 + 0.32 * frond);
    return body * (0.95 + 0.25 * s.tiny.x);
}

// What the last tide has left above the water, for those who come close: a broken line of dry weed.
vec3 with_wrack(Spot s, vec3 sand) {
    float above = -s.depth - s.unsure + 0.0010 * s.fine.y + 0.0005 * s.near.x;
    float line = max(1.0 - abs(above - 0.0022) / 0.0006, 0.0) * clamp(2.0 * s.rough.y + 1.4 * s.fine.x + 0.8 * s.near.y, 0.0, 1.0);
    return mix(sand, vec3(0.075, 0.055, 0.030), 0.85 * s.close * line) * (1.0 + 0.07 * s.near.y);
}

Ground ground_at(Spot s, Lamps lamps, float wide) {
    Ground g;
    float none = step(0.5, s.cover.w), across = mix(dot(s.p, s.along), length(s.off), none);
    float bent = (2.0 * s.rough.x + 1.5 * s.rough.y) * (1.0 - none) + 0.30 * s.fine.x * (1.0 - 0.7 * none);
    float phase = TURN * (across / 0.0115 + bent);
    float close = clamp(1.5 - 700.0 * wide, 0.0, 1.0), second = TURN * (across / 0.0031 + 3.0 * s.fine.x);
    g.crest = sin(phase);
    g.ripples = mix(0.06, 0.20, max(smoothstep(-0.45, 0.35, s.rough.w), none)) * mix(u_ripples, 1.7, none);
    g.ripples *= s.sharp * s.calm;
    // The sand around the map keeps still, or its ripples were what one sees first.
    g.ripples *= (1.0 - s.crust) * (1.0 - s.cover.z) * mix(1.0, 0.5, s.sea);
    float lean = cos(phase + 0.6 * g.crest) + 0.35 * close * cos(second);
    vec2 hewn = (0.04 + 0.34 * (1.0 - s.calm)) * (1.0 - s.alive) * s.near.yx;
    vec2 grains = hewn + s.sharp * (0.05 * s.fine.yz + mix(0.06, 0.22, s.alive) * s.tiny.yz);
    vec3 normal = normalize(vec3(-s.slope - g.ripples * lean * s.along - grains, 1.0));
    // Shade is never as dark as water.
    g.direct = max(dot(normal, lamps.sun), 0.0) / lamps.sun.z * mix(0.35, 1.0, s.shade);
    float rim = smoothstep(-s.unsure - 0.0003, -s.unsure, s.depth) * step(1e-6, s.unsure);
    float damp = max(0.6 * smoothstep(-0.008, 0.0, s.depth), 0.9 * rim);
    g.film = 0.9 * damp * smoothstep(0.35, -0.75, g.crest) * s.sharp * s.calm * (1.0 - s.alive);
    vec3 sand = u_sand * (1.0 + 0.12 * s.fine.y + 0.10 * s.rough.z + 0.10 * s.tiny.z) * mix(0.32, 1.45, smoothstep(0.28, 0.90, s.tone)), shining;
    sand = with_wrack(s, sand);
    sand *= mix(1.0, 0.45, damp) * (1.0 - 0.21 * none);
    vec3 colony = colony_at(s, shining);
    g.light = mix(sand, colony, s.alive) * (lamps.key * g.direct + lamps.air * (0.45 + 0.55 * normal.z)) + shining;
    return g;
}
