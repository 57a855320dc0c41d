// Fan fan_of()      Spot spot_at(Fan fan, vec2 p)
// float base_at(Fan fan, vec2 p)      vec2 base_slope(Fan fan, vec2 p)
//
// Where a point of the shell lies on its pipes, and how far before the focal plane the shell stands there.
//
// p        mm, x right, y up, in the shell's own frame
// reads    t_fan, u_fold, u_curl, u_bulge
// returns  base_at: mm towards the viewer; base_slope its slope to the right and up
// space    a wing is a fan of pipes around the hinge: polar

#include "layout.glsl"

struct Fan {
    float hinge;  // mm up
    float radius;  // from there to the end of the range, mm
    float sweep;  // how far pipes bow, radians
    float low;    // angle of the lowest pipes
    float top;    // of those along the air
    float air;    // mean gap, 0 .. 1
    float longest;  // where the longest pipe ends, as r
};

struct Spot {
    int part;      // of the fan
    int side;      // 0 the left wing, 1 the right
    float r;       // along the pipe: 0 at the hinge, 1 at the end of the range
    float v;       // across it, -1 .. 1
    float wide;    // half its width, mm
    float scale;   // mm along it, from r to r + 1
    float at;      // in the fan, 0 below .. 1 at the air
    vec2 slope;    // of `at` times the fan's angle, 1 / mm
    vec4 place;    // row 0 of t_fan there
    bool inside;
};

Fan fan_of() {
    vec4 a = texelFetch(t_fan, ivec2(0, 3), 0), b = texelFetch(t_fan, ivec2(1, 3), 0);
    return Fan(a.x, a.y, a.z, b.x, b.y, b.z, b.w);
}

float base_at(Fan fan, vec2 p) {
    vec2 q = vec2(sqrt(p.x * p.x + 6.0), p.y - fan.hinge);
    float fold = tan(radians(u_fold));
    vec2 one = q / fan.radius;
    return 8.0 - fold * q.x + fan.radius * (u_curl * 0.3 * dot(one, one) + u_bulge * 0.5 * one.x * one.y);
}

vec2 base_slope(Fan fan, vec2 p) {
    vec2 q = vec2(sqrt(p.x * p.x + 6.0), p.y - fan.hinge);
    float fold = tan(radians(u_fold));
    vec2 one = q / fan.radius, slope = u_curl * 0.6 * one + u_bulge * 0.5 * one.yx;
    return vec2((slope.x - fold) * p.x / q.x, slope.y);
}

Spot spot_at(Fan fan, vec2 p) {
    vec2 q = vec2(abs(p.x), p.y - fan.hinge) / fan.radius;
    float r = max(length(q), 1e-3), s = q.y / r, c = q.x / r;
    float angle = atan(q.y, q.x) + fan.sweep * r * r * c, reach = fan.top - fan.low;
    vec2 slope = ((1.0 - fan.sweep * r * r * s) * vec2(-s, c) / r + 2.0 * fan.sweep * r * c * vec2(c, s)) / fan.radius;
    float at = (angle - fan.low) / reach;
    int part = clamp(int(at * FINE), 0, int(FINE) - 1);
    vec4 place = texelFetch(t_fan, ivec2(part, 0), 0);
    float pipe = clamp((at - place.y) / place.z, 0.0, 0.9999) * place.w;
    float wide = 0.5 * place.z / place.w * reach * inversesqrt(dot(slope, slope));
    return Spot(part, p.x < 0.0 ? 0 : 1, r, 2.0 * fract(pipe) - 1.0, wide, fan.radius, at,
                slope * vec2(p.x < 0.0 ? -1.0 : 1.0, 1.0), place, at >= 0.0 && at <= 1.0 && r < 1.05);
}
