// What one mask leaves of the codes of each px, to be multiplied by that of others.
//
// reads   u_points: the polygon, px from the lower left; u_count: how many they are; u_feather: px over which light
//         rises beside its edge; u_inverted: whether what is outside is dark
// writes  o.r: 0 .. 1, codes; a factor of light is its 2.2nd root

uniform vec2 u_points[64];
uniform int u_count;
uniform float u_feather;
uniform bool u_inverted;

void main() {
    vec2 at = gl_FragCoord.xy;
    float nearest = 1e20;
    bool inside = false;
    for (int n = 0; n < u_count; n++) {
        vec2 a = u_points[n], b = u_points[n + 1 < u_count ? n + 1 : 0];
        vec2 side = b - a, p = at - a;
        vec2 off = p - side * clamp(dot(p, side) / max(dot(side, side), 1e-12), 0.0, 1.0);
        nearest = min(nearest, dot(off, off));
        if ((a.y > at.y) != (b.y > at.y) && p.x < p.y * side.x / side.y) inside = !inside;  // even-odd
    }
    float beside = sqrt(nearest) * (inside != u_inverted ? -1.0 : 1.0);
    float rise = clamp((beside + 0.5) / max(1.0, u_feather), 0.0, 1.0);
    if (u_feather > 1.0) rise *= rise * (3.0 - 2.0 * rise);
    o = vec4(pow(rise, 1.0 / 2.2));
}
