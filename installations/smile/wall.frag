// A wall in a thin haze, far behind: near black at the frame, a glow behind the mouth, and each tooth's own light on it.
//
// reads   t_thrown, u_water (height of the waterline, -1 .. 1), u_alone, u_ground, the view
// writes  o.rgb  linear light
// Of figures it says nothing that the teeth do not say: it gives back their light.

const vec3 INK = vec3(0.0030, 0.0048, 0.0078), HAZE = vec3(0.013, 0.034, 0.050);

void main() {
    o = vec4(0.0);
    if (u_alone == 0 || u_ground == 0.0) return;  // a display's view, which has no room around it
    vec2 at = 2.0 * pixel() / u_resolution - 1.0, wide = vec2(length(u_screen_right) / length(u_screen_up), 1.0);
    vec2 middle = vec2(0.0, max(u_water, -1.0) * 0.25), off = (at - middle) * vec2(1.15, 1.25);
    // Brightest low behind the mouth: where haze stands thickest over water.
    vec3 light = INK + HAZE * exp(-1.7 * dot(off, off));
    light += 0.8 * HAZE * exp(-11.0 * abs(at.y - u_water) - 1.3 * at.x * at.x) * step(-1.0, u_water);
    for (int i = 0; i < 33; i++) {
        vec4 place = texelFetch(t_thrown, ivec2(i, 0), 0);
        if (place.w < 0.5) continue;
        // Enlarged from the middle: the wall stands behind.
        vec2 d = (at - 1.05 * place.xy) * wide / (i < 32 ? 1.55 * place.z : 2.4 * place.z);
        light += texelFetch(t_thrown, ivec2(i, 1), 0).rgb * (i < 32 ? 0.23 : 0.20) * exp(-dot(d, d));
    }
    vec2 edge = at * at * at * at;
    o = vec4(light * (1.0 - 0.93 * edge.x) * (1.0 - 0.80 * edge.y), 1.0);
}
