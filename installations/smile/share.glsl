// float kept_at(int id, vec2 uv)
//
// How much enamel stands at this point of a crown: it reaches as far as people kept their teeth.
//
// id, uv   tile of the maps and place in it
// reads    t_form, t_teeth (row 7: kept, doubt, state), u_loss, u_seed
// returns  0 glass .. 1 enamel; between lies the rim, as wide as the survey is unsure

#include "lib/hash/pcg.glsl"
#include "lib/noise/value.glsl"

float kept_at(int id, vec2 uv) {
    if (id >= 32) return 1.0;
    vec4 figure = texelFetch(t_teeth, ivec2(id, 7), 0), form = texture(t_form, atlas(id, uv));
    int state = int(figure.z + 0.5);
    if (state == 0) return 0.0;
    if (state >= 2) return 1.0;
    if (u_loss == LOSS_TOOTH) return step(unit(pcg(uint(id) * 9781u + u_seed)), figure.x);
    float wave = 0.05 * (value_noise(form.xyz * 0.9, 5u) + 0.5 * value_noise(form.xyz * 2.3, 6u) - 0.75);
    float reach = mix(-0.15, 1.05, figure.x) + wave, half_width = 0.035 + 0.9 * figure.y;
    return smoothstep(reach + half_width, reach - half_width, form.w);
}
