// float kept_at(int i, vec3 p, float along)
//
// How much enamel stands at a point of a crown: it reaches as far as people kept their teeth.
//
// i        tooth; p  mm; along  0 at the neck .. 1 at the tip
// reads    t_people (kept, doubt, state, whole), u_loss
// returns  0 glass .. 1 enamel; between lies the rim, as wide as the survey is unsure

#include "lib/data/states.glsl"
#include "lib/noise/value.glsl"

float kept_at(int i, vec3 p, float along) {
    vec4 figure = texelFetch(t_people, ivec2(i, 0), 0);
    int state = int(figure.z + 0.5);
    if (state == MISSING) return 0.0;
    if (state != VALUE) return 1.0;
    if (u_loss == LOSS_TOOTH) return figure.w;
    float wave = 0.05 * (value_noise(p * 0.9, 5u) + 0.5 * value_noise(p * 2.3, 6u) - 0.75);
    float reach = mix(-0.15, 1.05, figure.x) + wave, half_width = 0.035 + 0.9 * figure.y;
    return smoothstep(reach + half_width, reach - half_width, along);
}
