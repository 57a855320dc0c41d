// What still water mirrors: pearls and glass of the teeth upside down below it, small and soft.
//
// reads   t_polished, t_normals, t_core, t_core_normals, t_people, t_lamp, u_level (mm), u_water (up to where it is
//         seen, -1 .. 1), the view
// gives   light  what the point sends, before its way to the eye
// space   the target holds the picture from its lower edge up to u_water

#include "atlas.glsl"
#include "core.glsl"
#include "pose.glsl"
#include "tints.glsl"

const ivec2 COARSE = ivec2(17, 17);  // points of a strip

const vec2 DEEP = vec2(4.0, 13.0);  // mm over the water, from where its mirror fades and where it ends

out vec3 light;

void main() {
    light = vec3(0.0);
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    if (u_alone == 0 || u_ground == 0.0) return;  // a display's view, which has no room around it
    ivec2 at = mesh_at(gl_VertexID, COARSE);
    int i = gl_InstanceID % 32;
    bool pane = gl_InstanceID >= 32;
    ivec2 own = core_corner(i) + at * (CORE - 1) / (TILE - 1), shell = tile_corner(i) + at;
    vec3 p = pane ? texelFetch(t_polished, shell, 0).xyz : texelFetch(t_core, own, 0).xyz;
    float warm = texelFetch(t_people, ivec2(i, 1), 0).x;
    bool there = u_water > -1.0 && p != vec3(0.0) && (!pane || is_glass(i)) && is_asked(i);
    p = posed(i, p);
    vec3 n = pane ? texelFetch(t_normals, shell, 0).xyz : texelFetch(t_core_normals, own, 0).xyz;
    n = turned(i, normalize(n + 1e-6));
    vec3 key = vec3(u_key_x, u_key_y, u_key_z), way = normalize(u_eye - p);
    float cosine = dot(n, way), front = smoothstep(0.0, 0.35, cosine), wrap = 0.25 + 0.75 * max(dot(n, key), 0.0);
    float visit = 1.0 + (pane ? 1.5 : 0.1) * min(u_lamp_light, 1.0) * fetch_lamp(ivec2(i, 0)).w * float(is_glass(i));
    if (pane) light = (is_told(i) ? glass_tint(warm) : UNTOLD) * pow(1.0 - abs(cosine), 3.0) * 0.55;
    else light = u_enamel * pearl_tint(warm) * front * wrap * (is_told(i) ? 0.8 : 0.10);
    // The mirror is lost before it would reach what stands over the lower row: four rows are no smile.
    light *= visit * dusk(p) * smoothstep(DEEP.y, DEEP.x, p.y - u_level);
    gl_Position = there ? project(vec3(p.x, 2.0 * u_level - p.y, p.z)) : vec4(2.0, 2.0, 2.0, 1.0);
    gl_Position.y = there ? 2.0 * (gl_Position.y + gl_Position.w) / max(u_water + 1.0, 1e-3) - gl_Position.w : 2.0;
    gl_Position.z = 0.0;
}
