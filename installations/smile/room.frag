// The wall, and before it still water that mirrors the sculpture, long ripples first: where one ends nobody sees.
//
// reads   t_wall, t_mirror, u_water (up to where the mirror is seen, -1 .. 1), u_alone, u_ground, u_playhead
// writes  o.rgb  linear light

const float TURN = 6.2831853;

// How far ripples bend what is mirrored t half heights below its upper end: whole turns in a loop, so that it has no seam.
vec2 ripple(vec2 at, float t) {
    float far = 1.6 * log(t + 0.35), wind = TURN * u_playhead;
    float a = sin(9.0 * far + 1.7 * at.x + 6.0 * wind) + 0.5 * sin(14.0 * far - 2.6 * at.x - 9.0 * wind + 1.3);
    float b = sin(6.0 * far - 2.1 * at.x + 5.0 * wind + 0.7) + 0.4 * sin(11.0 * far + 3.3 * at.x + 11.0 * wind);
    return vec2(0.0030 * a, 0.012 * b) * t;
}

void main() {
    o = vec4(0.0);
    if (u_alone == 0 || u_ground == 0.0) return;  // a display's view, which has no room around it
    vec2 at = 2.0 * pixel() / u_resolution - 1.0;
    o = vec4(texture(t_wall, 0.5 + 0.5 * at).rgb, 1.0);
    float t = u_water - at.y, reach = u_water + 1.0;
    if (t <= 0.0 || reach <= 0.0) return;
    vec2 bend = ripple(at, t), tap = at + bend;
    vec3 mirror = texture(t_mirror, vec2(0.5 + 0.5 * tap.x, clamp((tap.y + 1.0) / reach, 0.0, 1.0))).rgb;
    // Seen more and more from above, it mirrors less; before the frame ends there is only the dark.
    o.rgb *= 1.0 + 22.0 * bend.y * smoothstep(0.0, 0.3, t);
    o.rgb += 0.40 * mirror * exp(-1.1 * t) * smoothstep(-1.0, -0.70, at.y);
}
