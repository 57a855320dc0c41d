// How much enamel stands at each point of the maps: apart from light, which stands while time goes on.
//
// reads   t_polished, t_people, u_loss: where no edge is drawn nobody asks
// writes  o.x  0 glass .. 1 enamel, and gum: share.glsl

#include "atlas.glsl"
#include "share.glsl"

void main() {
    o = vec4(1.0);
    if (u_loss != LOSS_EDGE) return;
    ivec2 tile = texel() / TILE;
    int id = tile.y * 8 + tile.x;
    vec4 form = texelFetch(t_polished, texel(), 0);
    o = vec4(id < 32 ? kept_at(id, form.xyz, form.w) : 1.0, 0.0, 0.0, 0.0);
}
