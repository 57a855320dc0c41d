// Which way each point of the cores faces.
//
// reads   t_core, t_teeth
// writes  o.xyz  unit, outwards; 0 where nothing is      o.w  as t_core has it

#include "atlas.glsl"

// Point of a core, which closes around u.
vec3 point(int i, ivec2 at) {
    at = ivec2((at.x + CORE.x - 1) % (CORE.x - 1), clamp(at.y, 0, CORE.y - 1));
    return texelFetch(t_core, core_corner(i) + at, 0).xyz;
}

void main() {
    ivec2 tile = texel() / CORE, at = texel() - tile * CORE;
    int i = tile.y * 8 + tile.x;
    vec4 own = texelFetch(t_core, texel(), 0);
    o = vec4(0.0, 0.0, 0.0, own.w);
    if (own.xyz == vec3(0.0)) return;
    vec3 x = texelFetch(t_teeth, ivec2(i, 1), 0).xyz, y = texelFetch(t_teeth, ivec2(i, 2), 0).xyz;
    vec3 z = texelFetch(t_teeth, ivec2(i, 3), 0).xyz;
    // At its poles all of u is one point: which way it faces is found beside, across.
    if (at.y == 0 || at.y == CORE.y - 1) {
        int beside = at.y == 0 ? 1 : CORE.y - 2, across = (CORE.x - 1) / 4;
        vec3 a = point(i, ivec2(0, beside)) - point(i, ivec2(2 * across, beside));
        vec3 b = point(i, ivec2(across, beside)) - point(i, ivec2(3 * across, beside));
        vec3 n = cross(a, b);
        o.xyz = n / max(length(n), 1e-9);
        o.xyz *= (at.y == 0 ? -1.0 : 1.0) * sign(dot(o.xyz, y) + 1e-9);
        return;
    }
    vec3 du = point(i, at + ivec2(1, 0)) - point(i, at - ivec2(1, 0));
    vec3 dv = point(i, at + ivec2(0, 1)) - point(i, at - ivec2(0, 1)), n = cross(du, dv);
    o.xyz = sign(dot(cross(x, y), z)) * n / max(length(n), 1e-9);
}
