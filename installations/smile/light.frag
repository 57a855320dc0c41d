// Light that does not depend on where the eye is, found once for every point of the maps.
//
// reads   t_polished, t_normals, t_teeth, u_key_x .. u_key_z (unit, to the key lamp)
// writes  o.x  share of the sky that is seen      o.y  share of the key lamp that is seen, both 0 .. 1
//         o.z  body behind the point, mm      o.w  height over the neck as t_polished has it
//
// Each tooth stands as two balls, the gum around it as one: near enough for light this soft.

#include "atlas.glsl"
#include "lib/light/sphere_occlusion.glsl"
#include "lib/light/sphere_shadow.glsl"

const float LAMP = 0.22;  // half angle of the key, radians

void shade(inout vec2 light, vec3 p, vec3 n, vec3 key, vec3 centre, float radius, float weight) {
    light.x *= 1.0 - weight * sphere_occlusion(p, n, centre, radius);
    light.y *= mix(1.0, sphere_shadow(p, key, LAMP, centre, radius), weight);
}

void main() {
    ivec2 tile = texel() / TILE, at = texel() - tile * TILE;
    int id = tile.y * 8 + tile.x, own = id % 32;
    vec4 form = texelFetch(t_polished, texel(), 0);
    vec3 p = form.xyz, n = texelFetch(t_normals, texel(), 0).xyz;
    o = vec4(0.0);
    if (p == vec3(0.0)) return;
    vec3 key = vec3(u_key_x, u_key_y, u_key_z);
    vec2 light = vec2(1.0, smoothstep(-0.15, 0.25, dot(n, key)));
    for (int i = 0; i < 32; i++) {
        vec4 neck = texelFetch(t_teeth, ivec2(i, 0), 0);
        if (neck.w < 0.5) continue;
        vec4 x = texelFetch(t_teeth, ivec2(i, 1), 0), y = texelFetch(t_teeth, ivec2(i, 2), 0);
        vec4 z = texelFetch(t_teeth, ivec2(i, 3), 0);
        bool stands = texelFetch(t_teeth, ivec2(i, 4), 0).y > 0.5;
        float radius = 0.47 * min(x.w, max(z.w, 0.7 * x.w));
        if (i != own || id >= 32) {
            if (stands) {
                shade(light, p, n, key, neck.xyz + 0.30 * y.w * y.xyz, radius, 0.85);
                shade(light, p, n, key, neck.xyz + 0.74 * y.w * y.xyz, 0.9 * radius, 0.85);
            }
        }
        if (id < 32 && u_gum > 0.1) shade(light, p, n, key, neck.xyz - 4.2 * y.xyz, 4.4, 0.7);
    }
    // The body behind a crown's point: across to the other side of the section.
    ivec2 across = ivec2((at.x + (TILE.x - 1) / 2) % (TILE.x - 1), at.y);
    float thick = id < 32 ? distance(p, texelFetch(t_polished, tile_corner(id) + across, 0).xyz) : 2.5;
    // The dark of the crevice where gum and crown meet.
    if (id < 32) {
        float height = form.w * texelFetch(t_teeth, ivec2(own, 2), 0).w;
        light.x *= mix(0.55, 1.0, smoothstep(0.0, 2.4, height));
    }
    o = vec4(light, thick, form.w);
}
