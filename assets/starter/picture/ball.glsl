// vec3 ball(vec2 d, vec3 base, vec3 lamp, float gloss)
//
// Light on a ball of nacre, metal or glass, seen from in front.
//
// d        from its centre, in radii; beyond the ball its rim goes on
// base     colour, linear light
// lamp     unit vector to the lamp
// gloss    0 chalk .. 1 nacre

vec3 ball(vec2 d, vec3 base, vec3 lamp, float gloss) {
    d /= max(length(d), 1.0);
    vec3 n = vec3(d, sqrt(max(1.0 - dot(d, d), 0.0)));
    float lit = max(dot(n, lamp), 0.0);
    float bounce = 0.10 * max(-n.y, 0.0);  // from the floor
    float rim = pow(1.0 - n.z, 3.0);
    // Thin layers tint what is seen at a slant: rose outward, green inward.
    vec3 sheen = mix(vec3(0.42, 0.62, 0.52), vec3(0.85, 0.48, 0.50), smoothstep(0.35, 0.85, 1.0 - n.z));
    float toward = max(dot(n, normalize(lamp + vec3(0.0, 0.0, 1.0))), 0.0);
    float spark = pow(toward, 90.0) * 2.2 + pow(toward, 12.0) * 0.16;
    vec3 body = base * (0.035 + 0.62 * lit * (0.45 + 0.55 * lit) + bounce);
    return body + gloss * (spark * vec3(1.0, 0.97, 0.92) + rim * (0.05 + 0.35 * lit) * sheen);
}
