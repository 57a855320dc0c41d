// The lens: what stands before or behind the place it is focused on goes soft.
//
// reads   t_lit, t_near, u_blur (mm: width of the lens, 0 is sharp), u_focus (mm before the focal plane)
// writes  o  linear light, premultiplied

const int TAPS = 40;

// Radius of the disc that a point at `far` mm spreads to, px.
float disc(float far, float plane) {
    return 0.5 * u_blur * abs(1.0 / plane - 1.0 / far) * plane * u_resolution.y / length(u_screen_up);
}

void main() {
    ivec2 at = target_texel();
    o = fetch_lit(at);
    if (u_blur <= 0.0 || u_bounds.x != u_bounds.y) return;
    float plane = abs(dot(u_screen_corner - u_eye, normalize(cross(u_screen_right, u_screen_up)))) - u_focus;
    float own = fetch_near(at).w, most = min(disc(plane + 45.0, plane), 0.05 * u_resolution.y);
    own = own > 0.0 ? disc(own, plane) : 0.0;
    vec4 sum = o;
    float weight = 1.0;
    for (int i = 1; i <= TAPS; i++) {
        float r = sqrt(float(i) / float(TAPS)) * most, turn = 2.3999632 * float(i);
        ivec2 spot = at + ivec2(round(r * vec2(cos(turn), sin(turn))));
        if (any(lessThan(spot, ivec2(0))) || any(greaterThanEqual(spot, ivec2(u_resolution)))) continue;
        float far = fetch_near(spot).w, size = far > 0.0 ? disc(far, plane) : own;
        // A tap reaches us if its own disc is that large; what is empty takes our own.
        float share = smoothstep(r - 1.0, r + 1.0, size);
        sum += share * fetch_lit(spot);
        weight += share;
    }
    o = sum / weight;
}
