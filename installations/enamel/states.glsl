// vec3 covered(vec3 light, vec2 q, vec4 at, float wide, int state, float veil, float cosine, Lamp lamp, vec3 warm)
//
// A field of which something is not known, a step below all that is: silk, frost or bare outlines lie over it.
//
// light    of the field under it      q  place, wall      at  texel of t_lattice      wide  of a prism, wall
// state    of what is least known     veil  1 where its light is not known, less where something beside it is not
// cosine   of the lamp's angle to the surface

#include "lib/data/states.glsl"
#include "lib/pattern/hatch.glsl"

vec3 covered(vec3 light, vec2 q, vec4 at, float wide, int state, float veil, float cosine, Lamp lamp, vec3 warm) {
    float edge = at.z, cloth = smoothstep(0.0, 0.35, at.y), shine = min(lamp.light, 1.6);
    vec2 u = q / wide;
    float w = 1.0 / (u_output.y * wide);
    bool all = veil > 0.9;
    if (state == SUPPRESSED) {
        float weave = max(hatch(u, 0.785, 0.30, 0.34, w), hatch(u, -0.785, 0.30, 0.34, w));
        // Threads that are seen from afar, too; what is known lies dimmed under them.
        float thread = max(hatch(u, 0.785, 2.2, 0.30, w), hatch(u, -0.785, 2.2, 0.30, w));
        vec3 silk = mix(u_shade, u_enamel * warm, 0.30) * cloth * shine * (0.05 + 0.07 * weave + 0.16 * thread) * (0.4 + 0.6 * cosine);
        return mix(light * 0.36, silk, all ? 1.0 : max(0.25, 0.85 * thread * cloth));
    }
    if (state == HELD) {
        // Ice flowers: two noises that fold each other.
        float fold = simplex_noise(u * 0.22, u_seed + 21u);
        float ice = 1.0 - abs(simplex_noise(u * 0.42 + 1.1 * fold, u_seed + 5u));
        vec3 frost = mix(u_shade, vec3(0.80, 0.92, 1.0), 0.30 + 0.5 * ice * ice) * cloth * shine * (0.06 + 0.20 * ice * ice);
        return mix(light * 0.34, frost, all ? 1.0 : 0.55);
    }
    float line = (1.0 - smoothstep(0.02, 0.06 + w, abs(edge - 0.06))) * 0.12 / (0.12 + w);
    vec3 bare = mix(u_shade, vec3(1.0), 0.25) * line * (0.10 + 0.12 * shine);
    return light * (all ? 0.25 : 0.38) + bare * veil;
}
