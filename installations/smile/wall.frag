// A wall in a thin haze, far behind: near black at the frame, a glow behind the mouth, and each tooth's own light on it.
//
// reads   t_thrown, u_alone, u_ground, the view
// writes  o.rgb  linear light
// Of figures it says nothing that the teeth do not say: it gives back their light.

const vec3 INK = vec3(0.0006, 0.0012, 0.0028), HALO = vec3(0.003, 0.008, 0.017);

void main() {
    o = vec4(0.0);
    if (u_alone == 0 || u_ground == 0.0) return;  // a display's view, which has no room around it
    vec2 at = 2.0 * pixel() / u_resolution - 1.0, wide = vec2(length(u_screen_right) / length(u_screen_up), 1.0);
    vec3 light = INK;
    for (int i = 0; i < 33; i++) {
        vec4 place = texelFetch(t_thrown, ivec2(i, 0), 0);
        if (place.w < 0.5) continue;
        // Enlarged from the middle: the wall stands behind.
        vec2 d = (at - 1.05 * place.xy) * wide / ((i < 32 ? 2.6 : 5.8) * place.z);
        float far = dot(d, d);
        vec3 thrown = texelFetch(t_thrown, ivec2(i, 1), 0).rgb;
        // The one halo in the room stands behind the tooth that is visited.
        light += i < 32 ? thrown * (0.050 * exp(-far) + 0.011 / ((1.0 + 0.2 * far) * (1.0 + 0.2 * far)))
               : HALO * exp(-1.3 * far) + thrown * (0.50 * exp(-40.0 * far) + 0.045 * exp(-8.0 * far));
    }
    // Darker around, and never by a straight line: no edge is seen of the glow but the picture's own.
    o = vec4(light * exp(-0.7 * dot(at, at)), 1.0);
}
