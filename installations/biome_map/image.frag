// The flat in the light of a low sun: sand, water with the sky in it, colonies under water, and what covers them.
//
// reads   t_bed, t_plan_look, t_veil, t_relief, t_grain, the camera, colours and light, u_swell_phase, u_playhead
// writes  o  linear light
// space   p: heights of the picture, as lib/place has it

#include "camera.glsl"
#include "flat.glsl"
#include "lib/light/fresnel_schlick.glsl"
#include "lib/tone/aces.glsl"
#include "sun.glsl"

const float TURN = 6.2831853;

// A grid's texel between texels, smooth in slope too (cubic B-spline, four taps).
vec4 smooth_relief(vec2 at) {
    vec2 size = vec2(textureSize(t_relief, 0)), x = at * size - 0.5, low = floor(x), f = x - low;
    vec2 w0 = (1.0 - f) * (1.0 - f) * (1.0 - f), w3 = f * f * f;
    vec2 w1 = 4.0 - 6.0 * f * f + 3.0 * w3, g0 = (w0 + w1) / 6.0, g1 = 1.0 - g0;
    vec2 a = (low - 0.5 + w1 / (w0 + w1)) / size, b = (low + 1.5 + w3 / (6.0 * g1)) / size;
    return mix(mix(texture(t_relief, b), texture(t_relief, vec2(a.x, b.y)), g0.x),
               mix(texture(t_relief, vec2(b.x, a.y)), texture(t_relief, a), g0.x), g0.y);
}

vec4 grain(vec2 at) {
    return 2.0 * texture(t_grain, at) - 1.0;
}

// The evening sky, dark above and warm where the sun stands.
vec3 sky_at(vec3 way, vec3 sun) {
    float up = clamp(way.z, 0.0, 1.0), near = 0.5 + 0.5 * dot(normalize(way.xy + 1e-5), normalize(sun.xy));
    vec3 low = mix(vec3(0.30, 0.36, 0.52), vec3(1.20, 0.76, 0.47), near * near * near);
    vec3 air = mix(low, vec3(0.07, 0.13, 0.24), min(1.5 * up, 1.0));
    float clouds = smoothstep(-0.05, 0.75, grain(way.xy / (0.3 + up) * 1.3 + vec2(u_playhead, 0.0)).w);
    vec3 evening = air + clouds * (0.35 * low + 0.25);
    return mix(evening, vec3(0.030, 0.050, 0.095) * (0.5 + 0.9 * clouds + near * near), u_night);
}

void main() {
    Seen seen = seen_at(pixel());
    vec3 sun = sun_way(), visit = fetch_camera(ivec2(1, 0)).xyz;
    vec2 p = seen.p, at = flat_place(p), shift = vec2(u_playhead, -u_playhead);
    vec4 bed = texture(t_bed, at), look = texture(t_plan_look, at), cover = texture(t_veil, at), relief = smooth_relief(at);
    vec4 fine = grain(p * 7.0), rough = grain(p * 1.6), waves = grain(p * 3.0 + shift), tiny = grain(p * 21.0);
    float sharp = clamp(1.5 - 220.0 * seen.wide.y, 0.0, 1.0), crust = relief.w, sea = look.w;

    // The sun comes through between clouds, and rests on the place that is visited.
    vec2 off = (p - visit.xy) / max(2.2 * visit.z, 0.10);
    float beam = exp(-dot(off, off)), veil = 0.50 + 0.50 * smoothstep(-0.55, 0.35, grain(p * 0.31 + u_playhead).w);
    vec3 lamp = mix(vec3(1.0, 0.78, 0.54), vec3(0.10, 0.17, 0.31), u_night) * (0.98 * mix(veil, 1.0, beam) + 0.40 * beam), air = mix(vec3(0.155, 0.165, 0.215), vec3(0.012, 0.020, 0.044), u_night);

    // Sand: ripples across the way of the water, a film of it in their troughs where it is wet.
    float drawn = TURN * chance(7u);
    vec2 along = vec2(cos(drawn), sin(drawn));
    float phase = TURN * (dot(p, along) / 0.0115 + 1.5 * rough.x + 1.2 * rough.y + 0.25 * fine.x);
    float crest = sin(phase), lean = cos(phase + 0.6 * crest), calm = clamp(1.0 - 2.2 * length(relief.xy), 0.0, 1.0);
    float alive = smoothstep(0.12, 0.34, crust);
    float ripples = mix(0.07, 0.25, smoothstep(-0.45, 0.35, rough.w)) * u_ripples * sharp * calm * (1.0 - crust) * (1.0 - cover.z);
    float close = clamp(1.5 - 700.0 * seen.wide.y, 0.0, 1.0), second = TURN * (dot(p, along) / 0.0031 + 3.0 * fine.x);
    float depth = look.x - bed.x + 0.0004 * rough.y * sharp, over = depth - 0.0005 * crest * ripples;
    float full = smoothstep(0.1, 0.9, look.y), damp = max(0.6 * smoothstep(-0.008, 0.0, depth), full);
    vec3 normal = normalize(vec3(-relief.xy - ripples * (lean + 0.35 * close * cos(second)) * along - sharp * (0.05 * fine.yz + mix(0.06, 0.22, alive) * tiny.yz), 1.0));
    float direct = max(dot(normal, sun), 0.0) / sun.z * relief.z;
    vec3 sand = u_sand * (1.0 + 0.12 * fine.y + 0.10 * rough.z + 0.10 * tiny.z) * mix(1.30, 0.30, damp);
    float film = damp * smoothstep(0.35, -0.75, crest) * sharp * calm * 0.9;

    // Colonies: a rim that grows, older rings within.
    float rings = 0.5 + 0.5 * cos(TURN * (2.2 * crust + 1.3 * rough.x + 0.25 * fine.x));
    vec3 colony = mix(u_tips, u_crust * mix(0.45, 1.5, rings), smoothstep(0.34, 0.66, crust)) * (0.82 + 0.3 * fine.z + 0.3 * tiny.x);
    vec3 floor_ = mix(sand, colony, alive) * (lamp * direct + air * (0.45 + 0.55 * normal.z));

    // Water: what is deep loses red first; light dances on what is shallow; the sky lies on it.
    float shore = max(0.00012 + 0.0030 * look.z * look.z, 0.25 * seen.wide.y * length(relief.xy) + 0.0001);
    float water = smoothstep(-shore, shore, over);
    float deep = (max(depth, 0.0) * mix(380.0, 80.0, u_clear) + 0.40 * water) * mix(0.7, 1.5, full) * (1.0 - 0.75 * alive);
    vec3 through = exp(-deep * vec3(1.5, 0.60, 0.46));
    float dance = pow(max(1.0 - abs(waves.y + 0.5 * fine.x), 0.0), 6.0) * sharp * exp(-deep);
    float pulse = 0.55 + 0.45 * sin(TURN * (u_swell_phase + 0.8 * rough.x + 0.3 * fine.x));
    floor_ += u_night * u_glimmer * pulse * alive * (0.9 * u_tips * (1.0 - smoothstep(0.25, 0.7, crust)) + 1.1 * u_crust * rings * rings);
    vec3 under = floor_ * through * (1.0 + 0.9 * dance) + u_water * (0.30 * lamp.g + 0.1) * mix(1.9, 0.7, full) * (1.0 - through.y);
    vec2 wave = 0.016 * waves.yz + sea * 0.03 * sin(TURN * (depth * 70.0 + u_swell_phase)) * along;
    vec3 mirror = reflect(seen.way, normalize(vec3(-wave, 1.0)));
    vec3 sky = sky_at(mirror, sun) + 2.2 * lamp * pow(max(dot(mirror, sun), 0.0), 60.0);
    float fresnel = fresnel_schlick(mirror.z, vec3(0.065)).x;
    vec3 wet = mix(under, sky, min(1.5 * fresnel, 1.0));
    vec3 light = mix(mix(floor_, sky, film * 3.0 * fresnel * (1.0 - alive)), wet, water);

    // The sea's edge is lace.
    float surf = sin(TURN * (depth * 55.0 + u_swell_phase + 0.5 * rough.x)) - 12.0 * max(depth, 0.0) * 8.0;
    light += sea * water * smoothstep(0.55, 0.95, surf) * smoothstep(0.0, 0.5, waves.y + 0.5 * fine.x + 0.3) * 0.35 * lamp;

    // Withheld: mist. Held back: weed. Never dug: sand that no sun has reached, and a row of stones.
    float drift = grain(p * 1.3 + vec2(u_playhead, 0.0)).x + 0.4 * waves.x;
    float mist = smoothstep(0.10, 0.75, cover.x * (1.0 + 0.6 * drift));
    vec3 fog = (0.07 * lamp + 0.24 * air) * vec3(0.90, 1.0, 1.14) * (0.75 + 0.8 * smoothstep(-0.3, 0.7, drift));
    light = mix(light, fog, mist * mix(0.97, 0.84, smoothstep(-0.5, 0.3, drift)));
    float strands = grain(vec2(dot(p, along) * 5.0 + 0.3 * rough.x, dot(p, along.yx * vec2(-1, 1)) * 0.8)).y;
    light = mix(light, vec3(0.036, 0.040, 0.018) * (1.0 + 1.1 * strands) * (0.5 + direct), cover.y * 0.94);
    float stones = smoothstep(0.0022, 0.0012, abs(bed.z - 0.006)) * step(0.1, fine.x + fine.y);
    light = mix(light, light * 0.27 + 0.16 * stones, cover.z);

    vec3 haze = sky_at(normalize(vec3(seen.way.xy, 0.04)), sun);
    light = mix(light, haze, seen.sky ? 1.0 : 1.0 - exp(-0.02 * seen.far * seen.far * u_tilt / 30.0));
    if (seen.sky) light = sky_at(seen.way, sun);
    o = vec4(tone_aces(light * exp2(u_glow) * 1.1), 1.0);
}
