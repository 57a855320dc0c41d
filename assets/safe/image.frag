// A sky before sunrise that breathes once a minute, over dark water.
//
// reads   u_resolution (px), u_time (s)
// writes  o  linear light
// space   q: 0 .. 1 of the picture, y up

void main() {
    vec2 q = pixel() / u_resolution;
    float swell = 0.5 + 0.5 * sin(6.2831853 * u_time / 60.0);
    float above = q.y - 0.38;
    float far = abs(above) * (above > 0.0 ? 1.0 : 2.2);
    float aside = (q.x - 0.5) * u_resolution.x / u_resolution.y;
    float glow = exp(-far * (5.0 - swell)) * exp(-aside * aside * 0.7);
    vec3 night = mix(vec3(0.008, 0.014, 0.030), vec3(0.030, 0.060, 0.115), exp(-2.5 * far));
    vec3 light = vec3(0.62, 0.26, 0.14) * glow * (0.55 + 0.25 * swell);
    o = vec4((night + light) * (above > 0.0 ? 1.0 : 0.45), 1.0);
}
