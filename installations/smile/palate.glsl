// float palate_field(int first, vec3 p, out float level)      float palate_and_post(vec3 p)      float post_field(vec3 p)
//
// What makes one body of many: a plate within each row of teeth, and a post between the plates.
//
// first    0 the upper jaw, 16 the lower      p  mm      level  height of the plate at p, mm
// reads    t_teeth
// returns  about the distance, mm, negative inside; 1e3 where the jaw is not there

#include "lib/op/smooth_union.glsl"

// Middle of the plate's rim at tooth i.
vec3 rim(int i) {
    vec3 tip = texelFetch(t_teeth, ivec2(i, 2), 0).xyz;
    return texelFetch(t_teeth, ivec2(i, 0), 0).xyz - (texelFetch(t_teeth, ivec2(i, 5), 0).y - 1.6) * tip;
}

float palate_field(int first, vec3 p, out float level) {
    float d = 1e9, inside = 1.0, weight = 1e-6;
    int begin = first;
    while (begin < first + 16 && texelFetch(t_teeth, ivec2(begin, 0), 0).w == 0.0) begin++;
    level = 0.0;
    if (begin == first + 16) return 1e3;
    vec3 start = rim(begin), last = start;
    for (int i = begin + 1; i <= first + 16; i++) {
        bool there = i < first + 16 && texelFetch(t_teeth, ivec2(min(i, 31), 0), 0).w > 0.0;
        if (i < first + 16 && !there) continue;
        vec3 next = start;
        if (there) next = rim(i);
        // Distance to a closed outline, and whether it lies around p (Quilez, "Distance to a polygon").
        vec2 e = next.xz - last.xz, w = p.xz - last.xz;
        d = min(d, length(w - e * clamp(dot(w, e) / max(dot(e, e), 1e-9), 0.0, 1.0)));
        bvec3 c = bvec3(p.z >= last.z, p.z < next.z, e.x * w.y > e.y * w.x);
        if (all(c) || all(not(c))) inside = -inside;
        float near = 1.0 / (1.0 + dot(p.xz - next.xz, p.xz - next.xz));
        level += near * next.y;
        weight += near;
        last = next;
    }
    level /= weight;
    vec2 box = vec2(inside * d, 0.9 * abs(p.y - level) - 0.4);
    return min(max(box.x, box.y), 0.0) + length(max(box, 0.0)) - 1.2;
}

// About the distance to the post, however high it is.
float post_field(vec3 p) {
    float back = 0.5 * (texelFetch(t_teeth, ivec2(3, 0), 0).z + texelFetch(t_teeth, ivec2(12, 0), 0).z);
    return length(p.xz - vec2(0.0, back)) - 4.5;
}

float palate_and_post(vec3 p) {
    float high, low, upper = palate_field(0, p, high), lower = palate_field(16, p, low);
    if (max(upper, lower) > 9e2) return min(upper, lower);
    float post = max(post_field(p), max(p.y - high, low - p.y));
    return smooth_union(min(upper, lower), post, 2.0);
}
