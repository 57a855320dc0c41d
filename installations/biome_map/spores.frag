// Where colonies begin: waves of one length from all sides, each place's by its own chance.
//
// reads   t_bed (row), u_seed
// writes  o.x  -3 .. 3, standard deviation 1

#include "lib/hash/pcg.glsl"
#include "spread.glsl"

const int WAVES = 18;
const float LENGTH = 7.5;  // cells from one colony to the next, as reaction and diffusion have it

void main() {
    ivec2 cell = target_texel();
    uint own = uint(int(fetch_bed(2 * cell).w) + 2);
    float sum = 0.0, long_ = LENGTH * sqrt(spread());
    for (int i = 0; i < WAVES; i++) {
        uvec3 chance = pcg3d(uvec3(own, uint(i), u_seed));
        float turn = 6.2831853 * (float(i) + unit(chance.x)) / float(WAVES);
        float number = 6.2831853 / (long_ * (0.85 + 0.3 * unit(chance.y)));
        sum += cos(number * dot(vec2(cell), vec2(cos(turn), sin(turn))) + 6.2831853 * unit(chance.z));
    }
    o = vec4(sum * sqrt(2.0 / float(WAVES)), 0.0, 0.0, 0.0);
}
