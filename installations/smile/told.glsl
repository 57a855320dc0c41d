// vec3 crown_colour(int i, vec3 p, float along)
//
// The colour of a crown of the body, which has no light of its own and no glass to look through.
//
// i        tooth      p  mm      along  0 at the neck .. 1 at the tip
// reads    t_teeth, t_people, u_loss, u_enamel, u_aura
// returns  linear light. value: enamel as far as people kept their teeth, by the role's domain where cores tell it in
//          pictures, then blue glass; the border is as soft as the survey is unsure
//          zero: enamel with a band of gold      suppressed: pleated lilac      held: violet blue
//          missing: pale dots on dark. What is not told lies between the least and the most that is kept: neither worst nor perfect.

#include "share.glsl"

const vec3 BAND = vec3(0.75, 0.50, 0.15), SILK = vec3(0.43, 0.34, 0.45), FROST = vec3(0.31, 0.38, 0.68), DARK = vec3(0.10);
const float GLASS = 0.48;   // of the colour of what shines: a body is seen in the light of its room
const float LEAST = 0.25;   // of a crown, the enamel that nobody is without
const float CELL = 1.8;     // mm from pleat to pleat, from dot to dot

// How much enamel stands there, of a core in a picture.
float grown(int i, float along) {
    vec4 part = texelFetch(t_people, ivec2(i, 1), 0);
    float reach = mix(LEAST, 1.02, part.x), half_width = 0.035 + min(0.4 * part.y, 0.3);
    return smoothstep(reach + half_width, reach - half_width, along);
}

vec3 crown_colour(int i, vec3 p, float along) {
    int state = int(texelFetch(t_people, ivec2(i, 0), 0).z + 0.5);
    vec2 at = abs(fract(vec2(p.x + 0.5 * p.z, p.y) / CELL) - 0.5);
    if (state == SUPPRESSED) return SILK * (1.0 + 0.18 * sin(6.2831853 * (p.x + 0.5 * p.z) / CELL));
    if (state == HELD) return FROST;
    if (state == MISSING) return length(at) < 0.30 ? u_enamel : DARK;
    if (texelFetch(t_teeth, ivec2(i, 6), 0).x > 0.5) return BAND;
    if (state == ZERO) return abs(along - 0.35) < 0.10 ? BAND : u_enamel;
    return mix(GLASS * u_aura, u_enamel, u_loss == LOSS_CORE ? grown(i, along) : kept_at(i, p, along));
}
