// Which blocks of the picture show anything: what is lit is these alone, for a driver without a card works through
// every line of a shader at every pixel, whatever it returns before.
//
// reads   t_surface, t_glass
// writes  o.x  1 where a pixel of the block shows enamel, gum or glass, 0 where none does

#include "blocks.glsl"

void main() {
    ivec2 from = BLOCK * target_texel();
    float most = 0.0;
    for (int y = 0; y < BLOCK; y++)
        for (int x = 0; x < BLOCK; x++)
            most = max(most, max(fetch_surface(from + ivec2(x, y)).z, fetch_glass(from + ivec2(x, y)).z));
    o = vec4(float(most > 0.5), 0.0, 0.0, 0.0);
}
