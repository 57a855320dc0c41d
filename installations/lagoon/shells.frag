// The nearest bell at each pixel: a dome, open below.
//
// reads   t_places, the view, u_tall
// writes  o.x  row of the table + 1, 0 where nothing is      o.yz  place on the bell: around (turns), height -1 .. 1
//         o.w  distance from the eye, mm

#include "lib/data/states.glsl"

const float FARTHEST = 4096.0;  // mm

flat in int row;

void main() {
    vec3 way = view_ray();
    vec4 bell = texelFetch(t_places, ivec2(row, 0), 0), says = texelFetch(t_places, ivec2(row, 1), 0);
    vec3 from = u_eye - bell.xyz;
    vec3 squash = vec3(1.0, 1.0 / u_tall, 1.0) / bell.w, f = from * squash, d = way * squash;
    float a = dot(d, d), b = dot(f, d), c = dot(f, f) - 1.0, h = b * b - a * c, best = 1e9;
    if (h < 0.0) discard;
    for (int side = -1; side <= 1; side += 2) {
        float t = (-b + float(side) * sqrt(h)) / a;
        vec3 p = f + t * d;
        // The rim waves a little; below it the bell is open, and its inner wall is seen.
        float rim = -0.34 + 0.05 * sin(8.0 * atan(p.z, p.x));
        if (p.y < rim || t > best || t < 1.0) continue;
        best = t;
        o = vec4(float(row + 1), atan(p.z, p.x) / 6.2831853, p.y * float(-side), t);
        if (side > 0) o.z = -2.0 - p.y;  // the inner wall
        // Nobody asked: a ring alone, that hides nobody behind it.
        vec3 n = normalize(p * vec3(1.0, 1.0 / u_tall, 1.0));
        if (int(says.w + 0.5) == MISSING && (side > 0 || abs(dot(n, way)) > 0.30)) discard;
    }
    if (best > 1e8) discard;
    gl_FragDepth = clamp(best / FARTHEST, 0.0, 1.0);
}
