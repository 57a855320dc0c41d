// Light on the shell, in it, and in the air between its wings.
//
// reads   t_layout, t_fan, t_rings, the view, every colour and light
// writes  o  linear light, premultiplied: what is dark is not there

#include "materials.glsl"

const float ARCS = 14.0;  // in the air, along a pipe
const float DEEP = 2.0;   // rings in the throat, each time that it is half as wide

// The heart: a throat. Its lip, where pipes begin, is bright, and rings of light come up from far below, out into the air
// between the wings. It dims away from the pipes. Rings that overlap are one.
float heart_at(Fan fan, vec2 p, float pixel) {
    float most = 0.0, light = 0.0, sum = 0.0;
    for (int k = 0; k < fan.tiers; k++) {
        Tier tier = tier_of(k);
        vec2 q = p - tier.centre;
        float far = length(q), deep = far - tier.ring, middle = tier.low + 0.5 * tier.reach;
        float aside = abs(mod(atan(q.y, q.x) - middle + HALF_TURN, TURN) - HALF_TURN) - 0.5 * tier.reach;
        float dim = exp(-4.0 * max(aside, 0.0) * far / min(tier.ring, 1.0));
        float down = log2(max(tier.ring / max(far, 1e-4), 1.0)), size = min(tier.ring, 0.5);
        dim = mix(0.4, dim, smoothstep(-tier.ring, 0.0, deep)) * smoothstep(2.0 * pixel, pixel, deep);
        float wave = 0.5 + 0.5 * cos(TURN * (2.0 * u_breath_phase + DEEP * down));
        wave *= wave;
        float rings = wave * wave * wave * smoothstep(0.0, 0.25, down) * exp2(-1.5 * down);
        float rim = 0.90 * exp(16.0 / size * min(deep, 0.0)) + 0.07 * exp(2.4 / size * min(deep, 0.0));
        rim += 0.20 * rings * clamp(1.5 / tier.ring, 0.3, 1.0);
        float weight = exp(-16.0 * deep / min(tier.ring + 0.2, 1.0));
        rim *= dim, most = max(most, rim), light += weight * rim, sum += weight;
    }
    return fan.first == 0 ? most : light / max(sum, 1e-30);
}

// Air between the wings, that sounds: waves go up from the hinge as far as pipes reach, and wake fine arcs of light.
vec3 air_light(Fan fan, vec2 at, float px) {
    Tier tier = tier_of(fan.first);
    vec2 p = vec2(abs(at.x), at.y) / fan.radius, q = p - tier.centre;
    float far = length(q), r = far - tier.ring, top = tier.low + tier.reach, pixel = px / fan.radius;
    // Between the topmost pipes above their hinge, and below it between the hinges.
    float crest = tier.ring * sin(top), edge = tier.centre.x + max(q.y, crest) * cos(top) / max(sin(top), 0.05);
    float open = clamp(1.0 - p.x / max(edge, 1e-3), 0.0, 1.0), above = smoothstep(crest - 0.3, crest + 0.05, q.y);
    float wave = pow(0.5 + 0.5 * cos(TURN * (2.0 * u_breath_phase - 2.0 * r)), 2.0);
    float off = abs(fract(r * ARCS) - 0.5) / ARCS, thick = max(0.0035, 1.2 * pixel);
    float arc = exp(-off * off / (thick * thick)) * (0.0035 / thick) + 0.10 * exp(-off / 0.012);
    float rise = max(r, 0.0) / fan.longest, side = smoothstep(0.0, 0.35, open);
    float column = 0.05 * exp(-2.0 * rise) + arc * (0.08 + 0.75 * wave) * exp(-1.6 * rise);
    column *= side * smoothstep(1.0, 0.35, rise);
    float within = heart_at(fan, p, pixel);
    within += 0.5 * above * exp(-6.0 * max(r, 0.0)) * sqrt(open) * step(0.0, r);
    return u_ember * u_heart * (smoothstep(0.0, 0.10, fan.air) * above * column * step(0.0, r) + within);
}

// The column along which wings stand in a tall frame: full of light, brightest at its foot, and waves go up in it.
vec3 column_light(Fan fan, vec2 at, float px) {
    Tier tier = tier_of(0);
    vec2 p = vec2(abs(at.x), at.y) / fan.radius;
    float pixel = px / fan.radius, half_wide = fan.column.w, rise = (p.y - fan.column.y) / (fan.column.z - fan.column.y);
    float up = clamp(p.y, fan.column.y, fan.column.z) - tier.centre.y;
    if (fan.tiers == 1) half_wide = tier.centre.x + sqrt(max(tier.ring * tier.ring - up * up, 0.0));
    float in_it = smoothstep(-pixel, pixel, half_wide - p.x), across = p.x / max(half_wide, 1e-3);
    float r = p.y - fan.column.y + 0.10 * across * across * half_wide;
    float wave = pow(0.5 + 0.5 * cos(TURN * (2.0 * u_breath_phase - 1.5 * r)), 2.0);
    float off = abs(fract(r * 0.6 * ARCS) - 0.5) / (0.6 * ARCS), thick = max(0.005, 1.2 * pixel);
    float arc = exp(-off * off / (thick * thick)) * (0.005 / thick);
    float core = 0.30 + 0.70 * exp(-7.0 * across * across);
    float body = core * (0.09 + 0.85 * exp(-2.6 * max(rise, 0.0)) + 0.16 * wave * exp(-1.0 * max(rise, 0.0)));
    body += arc * (0.03 + 0.26 * wave) * smoothstep(1.0, 0.6, across);
    float halo = 0.16 * exp(-(p.x - half_wide) / 0.12) * (1.0 - in_it);
    float ends = exp(-4.0 * max(fan.column.y - p.y, 0.0)) * exp(-2.2 * max(p.y - fan.column.z, 0.0));
    return u_ember * u_heart * smoothstep(0.0, 0.10, fan.column.w) * ends * (in_it * body + halo * (1.0 - in_it));
}

void main() {
    Fan fan = fan_of();
    vec3 from = into_shell(u_eye, fan.lean) + vec3(fan.shift, 0.0), way = into_shell(view_ray(), fan.lean);
    float px = length(u_screen_right) / u_resolution.x;
    Seen seen = seen_at(fan, from, way, px);
    vec3 p = from + way * seen.far;
    vec4 body = vec4(0.0);
    // The next one is lit only where the nearest leaves some of the pixel: few go through this twice.
    for (int k = 0; k < seen.count; k++) {
        Spot s = k == 0 ? seen.near : seen.next;
        Pipe pipe = pipe_of(s);
        vec4 light = pipe_light(s, pipe, fan, p, way, px);
        float cover = k == 0 ? seen.cover : seen.cover_next;
        body += cover * light * vec4(vec3(lit_for_eye(s.side, fan.lean)), 1.0);
    }
    vec3 behind = vec3(0.0);
    if (seen.far > 0.0) behind = fan.column.x > 0.5 ? column_light(fan, p.xy, px) : air_light(fan, p.xy, px);
    // Nothing ends with an edge where light is no longer asked for.
    behind *= smoothstep(1.19, 0.95, length(p.xy - fan.shift) / fan.extent);
    vec3 light = 1.0 - exp(-exp2(u_glow) * 1.15 * (body.rgb + behind * (1.0 - body.a)));
    o = vec4(light, clamp(max(body.a, max(light.r, max(light.g, light.b))), 0.0, 1.0));
    if (max(light.r, max(light.g, light.b)) < 0.0004 && body.a == 0.0) o = vec4(0.0);
}
