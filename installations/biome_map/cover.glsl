// vec3 with_cover(Spot s, Ground g, Lamps lamps, vec3 light)
//
// What lies over a place whose figure is not told.
//
//   suppressed  mist, through which hardly anything is seen      held     weed, combed one way
//   missing     no pool was ever dug: smooth sand that no sun has reached, and a row of stones

vec3 with_cover(Spot s, Ground g, Lamps lamps, vec3 light) {
    float drift = grain(s.p * 1.3 + vec2(u_playhead, 0.0)).x + 0.4 * s.waves.x;
    float mist = smoothstep(0.10, 0.75, s.cover.x * (1.0 + 0.6 * drift));
    vec3 fog = (0.07 * lamps.key + 0.24 * lamps.air) * vec3(0.90, 1.0, 1.14);
    mist *= mix(0.97, 0.84, smoothstep(-0.5, 0.3, drift));
    light = mix(light, fog * (0.75 + 0.8 * smoothstep(-0.3, 0.7, drift)), mist);

    vec2 combed = vec2(5.0 * dot(s.p, s.along) + 0.3 * s.rough.x, 0.8 * dot(s.p, vec2(-s.along.y, s.along.x)));
    vec3 weed = vec3(0.036, 0.040, 0.018) * (1.0 + 1.1 * grain(combed).y) * (0.5 + g.direct);
    light = mix(light, weed, 0.94 * s.cover.y);

    float stones = smoothstep(0.0022, 0.0012, abs(s.edge - 0.006)) * step(0.1, s.fine.x + s.fine.y);
    return mix(light, 0.27 * light + 0.16 * stones, s.cover.z);
}
