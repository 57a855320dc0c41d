// How far the map's places go in each tile of the flat: few numbers from which to see where they end.
//
// reads   t_ground, t_ground_areas
// writes  o  left, bottom, right, top of what places take in this tile, as lib/place has it; left > right without any

#include "lib/place/at.glsl"

const int FINE = 24;  // looks at a tile, across and up

void main() {
    vec2 wall = vec2(u_output.x / u_output.y, 1.0), tile = wall / u_resolution, step_ = tile / float(FINE);
    o = vec4(1e6, 1e6, -1e6, -1e6);
    for (int i = 0; i < FINE * FINE; i++) {
        vec2 p = vec2(texel()) * tile + (vec2(i % FINE, i / FINE) + 0.5) * step_;
        if (place_at(p) >= 0) o = vec4(min(o.xy, p - 0.5 * step_), max(o.zw, p + 0.5 * step_));
    }
}
