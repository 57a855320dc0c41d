// Boxes around each surface of the maps, in four bands from below to the tip: what is lit is these alone.
//
// reads   t_polished
// writes  o.xyz  least corner (even rows) and greatest (odd ones) of band row / 2 of surface column, mm, where the
//         maps have it; both 0 where nothing is

#include "atlas.glsl"

const int BANDS = 4;

void main() {
    ivec2 corner = tile_corner(texel().x), step_ = (TILE - 1) / (MESH - 1);
    int rows = (MESH.y - 1) / BANDS, band = texel().y / 2;
    vec3 low = vec3(1e9), high = vec3(-1e9);
    for (int y = rows * band; y <= rows * (band + 1); y++)
        for (int x = 0; x < MESH.x; x++) {
            vec3 p = texelFetch(t_polished, corner + ivec2(x, y) * step_, 0).xyz;
            if (p == vec3(0.0)) continue;
            low = min(low, p);
            high = max(high, p);
        }
    o = vec4(low.x > high.x ? vec3(0.0) : texel().y % 2 == 0 ? low : high, 0.0);
}
