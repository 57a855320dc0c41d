// Which way each point of the maps faces.
//
// reads   t_polished, t_teeth
// writes  o.xyz  unit, outwards; 0 where nothing is

#include "atlas.glsl"

// Point of a surface: crowns close around u, gums go on in the next tile.
vec3 point(int id, ivec2 at) {
    at.y = clamp(at.y, 0, TILE.y - 1);
    if (id < 32) at.x = (at.x + TILE.x - 1) % (TILE.x - 1);
    else if (at.x < 0 || at.x >= TILE.x) {
        int next = at.x < 0 ? id - 1 : id + 1;
        bool there = next / 16 == id / 16 && texelFetch(t_teeth, ivec2(next % 32, 0), 0).w > 0.0;
        at.x = there ? (at.x < 0 ? TILE.x - 2 : 1) : clamp(at.x, 0, TILE.x - 1);
        id = there ? next : id;
    }
    return texelFetch(t_polished, tile_corner(id) + at, 0).xyz;
}

void main() {
    ivec2 tile = texel() / TILE, at = texel() - tile * TILE;
    int id = tile.y * 8 + tile.x, i = id % 32;
    // u runs from mesial on crowns, from the left on gums: frames that mirror each other turn the cross product.
    vec3 x = texelFetch(t_teeth, ivec2(i, 1), 0).xyz, y = texelFetch(t_teeth, ivec2(i, 2), 0).xyz;
    vec3 z = texelFetch(t_teeth, ivec2(i, 3), 0).xyz;
    float turn = id < 32 ? sign(dot(cross(x, y), z)) : sign(y.y);
    // At both ends all of u is one point: its normal is found a row beside, across.
    if (id < 32) at.y = clamp(at.y, 1, TILE.y - 2);
    if (id >= 32 && (at.y == 0 || at.y == TILE.y - 1)) {
        vec3 du = point(id, at + ivec2(1, 0)) - point(id, at - ivec2(1, 0));
        vec3 dv = point(id, ivec2(at.x, 1)) - point(id, ivec2(at.x, TILE.y - 2));
        o = vec4(normalize(cross(du, dv)), 0.0);
    } else {
        vec3 du = point(id, at + ivec2(1, 0)) - point(id, at - ivec2(1, 0));
        vec3 dv = point(id, at + ivec2(0, 1)) - point(id, at - ivec2(0, 1));
        o = vec4(cross(du, dv) / max(length(cross(du, dv)), 1e-9), 0.0);
    }
    vec3 p = point(id, at);
    o.xyz *= turn;
    if (dot(p, p) == 0.0) o = vec4(0.0);
}
