// The lens: what is out of focus goes soft, and edges are smoothed.
//
// reads   t_lit, t_surface, t_glass, u_blur (mm: width of the lens, 0 is sharp), u_focus (mm before the focal plane)
// writes  o  linear light, premultiplied

const int TAPS = 40;
const int FAR = 10;  // px that an edge is followed either way, in a picture of 200 and more

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

// How much an edge is seen: of light as codes have it, and of what covers.
float weight_of(ivec2 at) {
    vec4 c = fetch_lit(clamp(at, ivec2(0), ivec2(u_resolution) - 1));
    return sqrt(max(dot(c.rgb, vec3(0.30, 0.59, 0.11)), 0.0)) + 0.25 * c.a;
}

// Mean of both sides of an edge, between at and at + across.
float beside(ivec2 at, ivec2 across) {
    return 0.5 * (weight_of(at) + weight_of(at + across));
}

// One sample a pixel is all there is: along each edge both its ends are sought, and from them how much of the pixel
// lies beyond it (after T. Lottes, "FXAA", 2009: the coverage of a straight edge between its two steps).
vec4 smoothed(ivec2 at) {
    vec4 own = fetch_lit(at);
    float m = weight_of(at), n = weight_of(at + ivec2(0, 1)), s = weight_of(at - ivec2(0, 1));
    float e = weight_of(at + ivec2(1, 0)), w = weight_of(at - ivec2(1, 0));
    float most = max(max(max(n, s), max(e, w)), m), gap = most - min(min(min(n, s), min(e, w)), m);
    if (gap < max(0.035, 0.08 * most)) return own;
    float ne = weight_of(at + 1), sw = weight_of(at - 1);
    float nw = weight_of(at + ivec2(-1, 1)), se = weight_of(at + ivec2(1, -1));
    bool flat_ = abs(n + s - 2.0 * m) * 2.0 + abs(ne + se - 2.0 * e) + abs(nw + sw - 2.0 * w)
              >= abs(e + w - 2.0 * m) * 2.0 + abs(ne + nw - 2.0 * n) + abs(se + sw - 2.0 * s);
    ivec2 across = flat_ ? ivec2(0, 1) : ivec2(1, 0), along = across.yx;
    float up = flat_ ? n : e, down = flat_ ? s : w, step_ = max(abs(up - m), abs(down - m));
    if (abs(down - m) > abs(up - m)) across = -across;
    float edge = 0.5 * (m + (abs(down - m) > abs(up - m) ? down : up));
    vec2 ends = vec2(0.0);  // how far it goes on either way, and by how much it differs there
    vec2 differ = vec2(0.0);
    for (int way = 0; way < 2; way++)
        for (int k = 1; k <= min(FAR, max(int(u_resolution.y) / 20, 1)); k++) {
            differ[way] = beside(at + (2 * way - 1) * k * along, across) - edge;
            ends[way] = float(k);
            if (abs(differ[way]) >= 0.25 * step_) break;
        }
    int nearer = ends.x < ends.y ? 0 : 1;
    float part = 0.5 - ends[nearer] / (ends.x + ends.y);
    part = (differ[nearer] < 0.0) != (m < edge) ? part : 0.0;
    // A line thinner than a pixel has no edge that could be followed: it takes of all around.
    float mean = (2.0 * (n + s + e + w) + ne + nw + se + sw) / 12.0, thin = clamp(abs(mean - m) / gap, 0.0, 1.0);
    thin = smoothstep(0.0, 1.0, thin);
    part = max(part, 0.6 * thin * thin);
    return mix(own, fetch_lit(clamp(at + across, ivec2(0), ivec2(u_resolution) - 1)), part);
}

void main() {
    ivec2 at = target_texel();
    o = u_blur > 0.0 && u_bounds.x == u_bounds.y ? blurred(at) : smoothed(at);
}
