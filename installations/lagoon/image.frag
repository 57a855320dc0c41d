// Light of the creatures, on nothing.
//
// reads   t_bells, t_places, t_threads, the view, every colour and light
// writes  o  linear light, premultiplied: what is dark is not there
// states  value a bell, zero a bead of pearl, suppressed under gauze, held of milk glass, missing a ring

#include "lib/data/states.glsl"
#include "lib/light/thin_film.glsl"
#include "lib/noise/value.glsl"
#include "shoal.glsl"

const vec3 PEARL = vec3(0.66, 0.54, 0.46);
const float COOL = 0.45;  // of every heart, warm or not; a hollow one has it in its ring, which is as much narrower
const float RING = 1.56;

vec4 bell_light(vec4 seen, vec3 p, vec3 way) {
    int row = int(seen.x + 0.5);
    vec4 bell = texelFetch(t_places, ivec2(row, 0), 0), says = texelFetch(t_places, ivec2(row, 1), 0);
    int state = int(says.w + 0.5);
    bool inner = seen.z < -1.2;
    float height = inner ? -2.0 - seen.z : seen.z;
    vec3 n = normalize((p - bell.xyz) / (bell.w * bell.w * vec3(1.0, u_tall * u_tall, 1.0)));
    n = inner ? -n : n;
    float cosine = abs(dot(n, way)), rim = pow(1.0 - cosine, 1.7), edge = smoothstep(-0.36, -0.30 + 0.6 * says.z, height);
    vec3 tint = tint_of(says);
    if (state == ZERO) return vec4(PEARL * (0.15 + 0.85 * max(n.y, 0.0) + 0.6 * rim), 1.0);
    if (state == MISSING) return vec4(u_water * 0.7, 1.0) * smoothstep(0.30, 0.12, cosine) * (inner ? 0.0 : 0.6);
    if (state == HELD) return vec4(vec3(0.36, 0.39, 0.41) * (0.16 + 0.30 * max(n.y, 0.0) + 0.2 * value_noise(p * 2.5, 3u)), 1.0) * edge;
    // Ribs of the bell, and the light of its heart through the skin.
    float ribs = 0.5 + 0.5 * cos(6.2831853 * 8.0 * seen.y);
    vec3 core = bell.xyz - vec3(0.0, 0.05 * bell.w, 0.0) - u_eye;
    float off = length(cross(way, core)) / bell.w, heart = exp(-6.0 * off * off) + 0.25 * exp(-1.6 * off * off);
    vec3 light = tint * (0.012 + 0.05 * ribs * says.x * smoothstep(0.9, 0.2, height) + 0.95 * rim) * mix(0.3, 1.4, says.x);
    vec3 within = tint * COOL + vec3(u_ember.rg, 0.0) * 2.0 * smoothstep(0.25, 0.85, says.y);
    if (says.y < 0.0) {  // not known: a hollow ring, neither cool nor warm
        float ring = off - 0.55;
        heart = exp(-90.0 * ring * ring);
        within = vec3(0.88, 0.94, 1.0) * tint.b * COOL * RING;
    }
    light += within * heart * u_heart * mix(0.4, 1.1, says.x);
    light += u_film * 0.30 * rim * thin_film(cosine, 330.0 + 130.0 * height, 1.33, 1.05) * 4.0;
    if (inner) light *= 0.45;
    if (state == SUPPRESSED) {
        float weave = step(0.5, fract((p.x + p.y) / 0.9)) * 0.7 + step(0.5, fract((p.x - p.y) / 0.9)) * 0.5;
        return vec4(vec3(0.25, 0.27, 0.28) * weave * (0.4 + 0.6 * max(n.y, 0.0)) + 0.2 * tint * rim, 0.8) * edge;
    }
    return vec4(light, clamp(0.30 + 0.6 * rim, 0.0, 1.0)) * edge;
}

void main() {
    vec3 way = view_ray();
    vec4 seen = fetch_bells(target_texel());
    vec4 bell = seen.x < -0.5 ? vec4(0.0) : bell_light(seen, u_eye + way * seen.w, way);
    vec3 hanging = fetch_threads(target_texel()).rgb;
    vec3 light = (bell.rgb + hanging) * exp2(u_glow);
    o = vec4(light, clamp(max(bell.a, max(light.r, max(light.g, light.b))), 0.0, 1.0));
    if (max(light.r, max(light.g, light.b)) < 0.0004) o = vec4(0.0);
}
