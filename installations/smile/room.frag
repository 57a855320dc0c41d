// The wall, and below the waterline still water that mirrors it and the lower teeth, long ripples first.
//
// reads   t_wall, t_pool, u_water (height of the waterline, -1 .. 1), u_alone, u_ground, u_playhead
// writes  o.rgb  linear light

const int TAPS = 5;
const float TURN = 6.2831853;
const vec3 DEEP = vec3(0.0010, 0.0022, 0.0034);  // of the water itself

// How far ripples bend what is mirrored t half heights below the line: whole turns in a loop, so that it has no seam.
vec2 ripple(vec2 at, float t) {
    float far = log(t + 0.035), wind = TURN * u_playhead;
    float a = sin(9.0 * far + 1.7 * at.x + 6.0 * wind) + 0.5 * sin(14.0 * far - 2.6 * at.x - 9.0 * wind + 1.3);
    float b = sin(6.0 * far - 2.1 * at.x + 5.0 * wind + 0.7) + 0.4 * sin(11.0 * far + 3.3 * at.x + 11.0 * wind);
    return vec2(0.006 * a * (0.4 + 2.0 * t), 0.045 * t * b) * smoothstep(0.0, 0.10, t);
}

void main() {
    o = vec4(0.0);
    if (u_alone == 0 || u_ground == 0.0) return;  // a display's view, which has no room around it
    vec2 at = 2.0 * pixel() / u_resolution - 1.0;
    o = vec4(texture(t_wall, 0.5 + 0.5 * at).rgb, 1.0);
    float t = u_water - at.y, reach = u_water + 1.0;
    if (t <= 0.0 || reach <= 0.0) return;
    vec2 bend = ripple(at, t);
    vec2 mirrored = vec2(at.x + bend.x, clamp(t + bend.y, 0.0, reach));
    vec3 pool = vec3(0.0);  // smeared upright, more so nearer to us, as on all that is wet
    for (int k = 0; k < TAPS; k++) {
        float high = mirrored.y + (float(k) / float(TAPS - 1) - 0.5) * (0.012 + 0.22 * t);
        pool += texture(t_pool, vec2(0.5 + 0.5 * mirrored.x, clamp(high / reach, 0.0, 1.0))).rgb / float(TAPS);
    }
    vec3 wall = texture(t_wall, 0.5 + 0.5 * vec2(mirrored.x, u_water + mirrored.y)).rgb;
    float fade = exp(-2.2 * t);  // seen more and more from above, it mirrors less
    o.rgb = mix(o.rgb, DEEP + (0.55 * wall + 0.62 * pool) * fade, smoothstep(0.0, 0.012, t));
}
