// Lamps lamps_at(vec2 p, vec3 visit)      vec3 sky_at(vec3 way, vec3 sun)
// vec3 low_sky(vec3 way, vec3 sun)
//
// The evening, or a night with a moon.
//
// p      point of the flat      visit  where the sun's light rests, and how wide
// way    unit vector into the sky      sun  unit vector to the sun
// key    light that comes through between the clouds      air  light from all sides
// reads  u_night, u_playhead; once in a loop clouds go round

struct Lamps { vec3 sun, key, air; };

Lamps lamps_at(vec2 p, vec3 visit) {
    vec2 off = (p - visit.xy) / max(2.6 * visit.z, 0.17);
    float rests = exp(-dot(off, off)), open = 0.78 + 0.22 * smoothstep(-0.55, 0.35, grain(p * 0.31 + u_playhead).w);
    vec3 key = mix(vec3(1.0, 0.78, 0.54), vec3(0.10, 0.17, 0.31), u_night);
    vec3 air = mix(vec3(0.155, 0.165, 0.215), vec3(0.012, 0.020, 0.044), u_night);
    return Lamps(sun_way(), key * (0.72 * mix(open, 1.0, rests) + 1.0 * rests), air);
}

vec3 low_sky(vec3 way, vec3 sun) {
    float near = 0.5 + 0.5 * dot(normalize(way.xy + 1e-5), normalize(sun.xy));
    return mix(vec3(0.30, 0.36, 0.52), vec3(1.20, 0.76, 0.47), near * near * near);
}

vec3 sky_at(vec3 way, vec3 sun) {
    float up = clamp(way.z, 0.0, 1.0), near = 0.5 + 0.5 * dot(normalize(way.xy + 1e-5), normalize(sun.xy));
    vec3 low = low_sky(way, sun), air = mix(low, vec3(0.07, 0.13, 0.24), min(1.5 * up, 1.0));
    float clouds = smoothstep(-0.05, 0.75, grain(way.xy / (0.3 + up) * 1.3 + vec2(u_playhead, 0.0)).w);
    vec3 night = vec3(0.030, 0.050, 0.095) * (0.5 + 0.9 * clouds + near * near);
    return mix(air + clouds * (0.35 * low + 0.25), night, u_night);
}
