// Tooth tooth_at(int i)      vec3 to_tooth(Tooth t, vec3 p)      vec3 to_scene(Tooth t, vec3 q)
//
// What t_teeth knows of tooth i, and the way into its own frame and back.
//
// i       0..15 upper, 18 to 28 from left to right in the picture; 16..31 lower, 48 to 38
// p       in the scene, mm       q  in the tooth: x to distal, y from the neck to the tip, z to the lips, mm
// fdi     0 where this dentition has no such tooth       here  1 where it stands, 0 where it is lost

#include "lib/dental/crown.glsl"

struct Tooth { vec3 at; vec3 x; vec3 y; vec3 z; int fdi; float here; float base; vec2 papilla; Crown crown; };

Tooth tooth_at(int i) {
    vec4 at = texelFetch(t_teeth, ivec2(i, 0), 0), x = texelFetch(t_teeth, ivec2(i, 1), 0);
    vec4 y = texelFetch(t_teeth, ivec2(i, 2), 0), z = texelFetch(t_teeth, ivec2(i, 3), 0);
    vec4 form = texelFetch(t_teeth, ivec2(i, 4), 0), gum = texelFetch(t_teeth, ivec2(i, 5), 0);
    Crown crown = crown_of(int(form.x), vec3(1.0));
    vec3 scale = vec3(x.w, y.w, z.w) / crown.size.xyz;
    crown = crown_of(int(form.x), scale);
    crown.wear = form.z;
    crown.mamelon = form.w;
    crown.end = gum.x;
    return Tooth(at.xyz, x.xyz, y.xyz, z.xyz, int(at.w), form.y, gum.y, gum.zw, crown);
}

vec3 to_tooth(Tooth t, vec3 p) {
    vec3 d = p - t.at;
    return vec3(dot(d, t.x), dot(d, t.y), dot(d, t.z));
}

vec3 to_scene(Tooth t, vec3 q) {
    return t.at + q.x * t.x + q.y * t.y + q.z * t.z;
}
