// vec3 with_water(Spot s, Ground g, Lamps lamps, Seen seen, out vec3 seen_sky)
//
// The floor as it is seen through water, and the sky that lies on it, or that is seen past the flat.
//
// What is deep loses red first; light dances on what is shallow; between the ends of a figure's
// interval the sand is half under water.

#include "lib/light/fresnel_schlick.glsl"

vec3 with_water(Spot s, Ground g, Lamps lamps, Seen seen, out vec3 seen_sky) {
    float shore = max(0.00012, 0.25 * seen.wide.y * length(s.slope) + 0.0001);
    float over = s.depth - 0.0005 * g.crest * g.ripples, depth = max(s.depth, 0.0);
    float water = 0.5 * (smoothstep(-shore, shore, over + s.unsure) + smoothstep(-shore, shore, over - s.unsure));
    float dense = (depth * mix(380.0, 80.0, u_clear) + 0.80 * water) * mix(0.9, 1.5, s.full) * (1.0 - 0.95 * s.alive);
    vec3 through = exp(-dense * vec3(1.5, 0.60, 0.46));
    float net = pow(max(1.0 - abs(s.waves.y + 0.5 * s.fine.x), 0.0), 6.0) * s.sharp, dance = net * exp(-dense);
    // What a full pool scatters is the lightest of all; the sea around keeps to itself.
    vec3 body = u_water * (0.30 * lamps.key.g + 0.1) * mix(1.5, 3.9, s.full) * mix(1.0, 0.4, s.sea);
    body *= mix(vec3(1.25, 1.10, 0.92), vec3(0.85, 0.94, 1.06), 1.0 - through.y) * (1.0 + 0.8 * (1.0 - s.sea) * net);
    vec3 under = g.light * through * (1.0 + 0.9 * dance) + body * (1.0 - through.y);

    vec2 wave = 0.016 * s.waves.yz + s.sea * 0.03 * sin(TURN * (s.depth * 70.0 + u_swell_phase)) * s.along;
    vec3 mirror = reflect(seen.way, normalize(vec3(-wave, 1.0)));
    seen_sky = sky_at(seen.sky ? seen.way : mirror, lamps.sun);
    vec3 sky = seen_sky + 2.2 * lamps.key * pow(max(dot(mirror, lamps.sun), 0.0), 60.0);
    float mirrored = fresnel_schlick(mirror.z, vec3(0.065)).x;
    vec3 light = mix(mix(g.light, sky, 3.0 * mirrored * g.film), mix(under, sky, min(mix(0.3, 0.9, s.sea) * mirrored, 1.0) * (1.0 - 0.9 * s.alive)), water);

    // The sea's edge is lace.
    float surf = sin(TURN * (s.depth * 55.0 + u_swell_phase + 0.5 * s.rough.x)) - 96.0 * depth;
    float lace = smoothstep(0.0, 0.5, s.waves.y + 0.5 * s.fine.x + 0.3);
    return light + s.sea * water * smoothstep(0.55, 0.95, surf) * lace * 0.35 * lamps.key;
}
