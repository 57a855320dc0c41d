// Blocks as waves, each rounded to its step: the DCT along y, then the quantiser.
//
// reads   t_across, u_amount, u_uneven, u_rate_phase
// writes  o.xyz  wave (u, v) of the block at its column u and row v, rounded; v counts up from the foot
// space   samples
//
// Steps are those of JPEG (ITU-T T.81, tables K.1 and K.2) times a scale as libjpeg's quality has it:
// 1 is quality 50, 24 is quality 2. The wave 0 keeps a step of at most 96: no codec gives up the mean.

#include "lib/hash/pcg.glsl"

const int LUMA[64] = int[](16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57,
                           69, 56, 14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64,
                           81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99);
const int CHROMA[64] = int[](17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99,
                             99, 99, 47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
                             99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99);

// Scale of the steps in the macroblock (2 x 2 blocks) of this sample.
float coarseness(ivec2 at) {
    uvec3 own = pcg3d(uvec3(at >> 4, u_seed * 747796405u + 71u));
    uint turn = uint(int(floor(u_rate_phase + unit(own.x))));
    float luck = unit(pcg3d(uvec3(own.yz, turn)).x);
    float scale = exp2(2.0 * u_amount * (3.0 - u_amount)) - 1.0;  // 0 .. 15: half of the knob is seen
    return 1.6 * scale * exp2(u_uneven * (4.0 * luck - 2.0));
}

void main() {
    ivec2 at = texel(), first = ivec2(at.x, at.y & ~7);
    int wave = at.y & 7, entry = wave * 8 + (at.x & 7);
    float angle = float(wave) * 0.19634954, twice = 2.0 * cos(2.0 * angle);
    float now = cos(angle), before = now;
    vec3 sum = vec3(0.0);
    for (int y = 0; y < 8; y++) {
        sum += now * texelFetch(t_across, first + ivec2(0, y), 0).xyz;
        float next = twice * now - before;
        before = now;
        now = next;
    }
    sum *= wave == 0 ? 0.35355339 : 0.5;
    vec3 jpeg = coarseness(at) * vec3(LUMA[entry], CHROMA[entry], CHROMA[entry]);
    vec3 width = max(entry == 0 ? min(jpeg, 96.0) : jpeg, 1e-3);
    o = vec4(floor(sum / width + 0.5) * width, 0.0);
}
