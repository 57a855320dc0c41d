// The form as a flame leaves it: where a crown has an edge as sharp as enamel's, blown glass is round.
//
// reads   t_form
// writes  as t_form: each point of a crown is the mean of those around it, across its ends too; gum stays as it is

#include "atlas.glsl"

const ivec2 REACH = (TILE - 1) / ivec2(24, 9);  // texels to either side, around and up

// Point of a crown, which closes around u, and over its tip and below its neck goes on on the other side.
vec4 point(int id, ivec2 at) {
    int half_ = (TILE.x - 1) / 2;
    if (at.y < 0) at = ivec2(at.x + half_, -at.y);
    if (at.y > TILE.y - 1) at = ivec2(at.x + half_, 2 * (TILE.y - 1) - at.y);
    return texelFetch(t_form, tile_corner(id) + ivec2((at.x + 2 * (TILE.x - 1)) % (TILE.x - 1), at.y), 0);
}

void main() {
    ivec2 tile = texel() / TILE, at = texel() - tile * TILE;
    int id = tile.y * 8 + tile.x;
    o = texelFetch(t_form, texel(), 0);
    if (id >= 32 || o.xyz == vec3(0.0)) return;
    // At both ends all of u is one point, and the ring around it is all as near.
    bool end = at.y == 0 || at.y == TILE.y - 1;
    int stride = end ? (TILE.x - 1) / (2 * REACH.x) : 1;
    if (end) at.x = 0;
    vec4 sum = vec4(0.0);
    float weights = 0.0;
    for (int y = -REACH.y; y <= REACH.y; y++)
        for (int x = -REACH.x; x <= REACH.x; x++) {
            vec2 part = vec2(end ? 0 : x, y) / (vec2(REACH) + 1.0);
            float weight = max(1.0 - dot(part, part), 0.0);
            sum += weight * point(id, at + ivec2(stride * x, y));
            weights += weight;
        }
    o = sum / weights;
}
