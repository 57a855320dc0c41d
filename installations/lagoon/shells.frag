// The nearest bell at each pixel.
//
// reads   t_places, the view
// writes  o.x  row of the table + 1, 0 where nothing is      o.y  height in the bell, 0 mouth .. 1 top
//         o.w  distance from the eye, mm, 0 where nothing is

#include "axes.glsl"
#include "bell.glsl"

const float FARTHEST = 4096.0;  // mm

flat in int row;

void main() {
    vec4 top = texelFetch(t_places, ivec2(row, 0), 0), up = texelFetch(t_places, ivec2(row, 1), 0);
    vec4 form = texelFetch(t_places, ivec2(row, 3), 0);
    mat3 axes = axes_of(up.xyz);
    vec3 ray = view_ray(), size = vec3(top.w, -up.w, top.w), first, second;
    float to = dot(top.xyz - u_eye, ray), off;
    vec3 from = (u_eye + to * ray - top.xyz) * axes / size, way = ray * axes / size;
    if (!meet(from, way, form.x, first, second, off)) discard;
    bool front = first.y >= 0.0 && first.y <= 1.0, back = second.y >= 0.0 && second.y <= 1.0;
    if (!front && !back) discard;
    vec3 met = front ? first : second;
    float t = to + dot(met - from, way) / dot(way, way);
    if (t < 1.0) discard;
    o = vec4(float(row + 1), 1.0 - met.y, 0.0, t);
    gl_FragDepth = clamp(t / FARTHEST, 0.0, 1.0);
}
