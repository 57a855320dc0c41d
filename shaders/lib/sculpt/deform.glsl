// vec3 sculpt(vec3 p)
//
// Where the sculptors' strokes take a point, in their one order.
//
// p        position before any stroke, mm
// result   mm
// reads    u_strokes (steps), t_strokes (a row each: centre, radius; way, code; share, reach and size of a group)
// exact    as renderer/sculpture/stroke.py, which cuts strokes into steps that are one to one
//
// float sculpt_weight(vec3 offset, float radius)
//
// (1 - r^2)^3 inside the radius, 0 outside; offset and radius in mm. exact, C2.

float sculpt_weight(vec3 offset, float radius) {
    float inside = max(0.0, 1.0 - dot(offset, offset) / (radius * radius));
    return inside * inside * inside;
}

vec3 sculpt(vec3 p) {
    vec3 start = p;
    int head = 0;
    for (int i = 0; i < u_strokes; i++) {
        vec4 ball = texelFetch(t_strokes, ivec2(0, i), 0);
        // Folded at x = 0 a point is as near as to either half: most steps end here.
        vec3 near = vec3(abs(p.x), p.yz) - vec3(abs(ball.x), ball.yz);
        if (i == head) {
            vec2 group = texelFetch(t_strokes, ivec2(2, i), 0).yz;
            head = i + max(1, int(group.y));
            if (group.y > 0.0 && dot(near, near) >= group.x * group.x) {
                i = head - 1;
                continue;
            }
        }
        if (dot(near, near) >= ball.w * ball.w) continue;
        vec4 way = texelFetch(t_strokes, ivec2(1, i), 0);
        float own = sculpt_weight(p - ball.xyz, ball.w);
        float other = way.w >= 2.0 ? sculpt_weight(p - vec3(-ball.x, ball.yz), ball.w) : 0.0;
        // Where both halves act each has its share, so that the midline moves once and not twice.
        float total = max(own + other, 1e-30);
        own *= own / total;
        other *= other / total;
        if (mod(way.w, 2.0) == 1.0) {
            float share = texelFetch(t_strokes, ivec2(2, i), 0).x;
            float reach = 0.45 / 1.7173002 * ball.w;
            vec3 back = start - p;
            p += share * (own + other) * back * (reach * inversesqrt(reach * reach + dot(back, back)));
        } else {
            p += own * way.xyz + other * vec3(-way.x, way.yz);
        }
    }
    return p;
}
