// Four copies of a ring folded into each other, coloured by a cosine palette.

vec3 palette(float t) {
    return 0.5 + 0.5 * cos(6.28318 * (t + vec3(0.263, 0.416, 0.557)));
}

void main() {
    vec2 whole = (pixel() * 2.0 - u_resolution) / u_resolution.y, q = whole;
    vec3 light = vec3(0.0);
    for (float i = 0.0; i < 4.0; i++) {
        q = fract(q * u_zoom) - 0.5;
        float d = length(q) * exp(-length(whole));
        d = pow(0.01 / abs(sin(d * 8.0 + u_time) / 8.0), 1.2);
        light += palette(length(whole) + i * 0.4 + u_time * 0.4) * d;
    }
    o = vec4(light, 1.0);
}
