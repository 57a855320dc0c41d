// The lens and the last light: what is out of focus goes soft, edges are smoothed, and light has a shoulder.
//
// reads   t_lit, t_surface, t_glass, u_blur (mm: width of the lens, 0 is sharp), u_focus (mm before the focal plane)
// writes  o  linear light, premultiplied

const int TAPS = 40;
const float KNEE = 0.55;  // light up to which nothing changes; from there it nears 1 and never reaches it

// Distance of what is nearest, mm; 0 where nothing is.
float nearest(ivec2 at) {
    float solid = fetch_surface(at).w, clear = fetch_glass(at).w;
    return solid == 0.0 || clear == 0.0 ? max(solid, clear) : min(solid, clear);
}

// Radius of the disc that a point at `far` mm spreads to, px.
float disc(float far, float plane) {
    return 0.5 * u_blur * abs(1.0 / plane - 1.0 / far) * plane * u_resolution.y / length(u_screen_up);
}

vec4 blurred(ivec2 at) {
    float plane = abs(dot(u_screen_corner - u_eye, normalize(cross(u_screen_right, u_screen_up)))) - u_focus;
    float own = nearest(at), most = min(disc(plane + 45.0, plane), 0.05 * u_resolution.y);
    own = own > 0.0 ? disc(own, plane) : 0.0;
    vec4 sum = fetch_lit(at);
    float weight = 1.0;
    for (int i = 1; i <= TAPS; i++) {
        float r = sqrt(float(i) / float(TAPS)) * most, turn = 2.3999632 * float(i);
        ivec2 spot = at + ivec2(round(r * vec2(cos(turn), sin(turn))));
        if (any(lessThan(spot, ivec2(0))) || any(greaterThanEqual(spot, ivec2(u_resolution)))) continue;
        float far = nearest(spot), size = far > 0.0 ? disc(far, plane) : own;
        // A tap reaches us if its own disc is that large; what is empty takes our own.
        float share = smoothstep(r - 1.0, r + 1.0, size);
        sum += share * fetch_lit(spot);
        weight += share;
    }
    return sum / weight;
}

// One sample a pixel is all there is: where neighbours differ much the pixel takes of them what a tent would.
vec4 smoothed(ivec2 at) {
    ivec2 last = ivec2(u_resolution) - 1;
    vec4 own = fetch_lit(at), side = vec4(0.0), corner = vec4(0.0), low = own, high = own;
    for (int k = 0; k < 4; k++) {
        ivec2 way = ivec2(k < 2 ? 2 * k - 1 : 0, k < 2 ? 0 : 2 * k - 5);
        vec4 a = fetch_lit(clamp(at + way, ivec2(0), last));
        low = min(low, a);
        high = max(high, a);
        side += a;
    }
    vec4 gap = sqrt(max(high, 0.0)) - sqrt(max(low, 0.0));
    float edge = smoothstep(0.06, 0.30, max(max(gap.r, gap.g), max(gap.b, gap.a)));
    if (edge == 0.0) return own;
    for (int k = 0; k < 4; k++)
        corner += fetch_lit(clamp(at + ivec2(k % 2, k / 2) * 2 - 1, ivec2(0), last));
    return mix(own, 0.25 * own + 0.125 * side + 0.0625 * corner, edge);
}

vec3 shoulder(vec3 light) {
    float most = max(light.r, max(light.g, light.b)), over = max(most - KNEE, 0.0) / (1.0 - KNEE);
    return most > KNEE ? light * (KNEE + (1.0 - KNEE) * over / (1.0 + over)) / most : light;
}

void main() {
    ivec2 at = target_texel();
    bool flat_ = u_bounds.x == u_bounds.y;
    o = u_blur > 0.0 && flat_ ? blurred(at) : smoothed(at);
    o.rgb = shoulder(o.rgb);
}
