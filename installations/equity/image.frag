// Light on the shell, in it, and in the air between its wings.
//
// reads   t_form, t_layout, t_fan, the view, every colour and light
// writes  o  linear light, premultiplied: what is dark is not there

#include "materials.glsl"

const float ARCS = 14.0;  // in the air, along a pipe

// The heart: in the rings, a rim of light where pipes begin; it dims away from them. Rings that overlap are one.
float heart_at(Fan fan, vec2 p, float pixel) {
    float most = 0.0, light = 0.0, sum = 0.0;
    for (int k = 0; k < fan.tiers; k++) {
        Tier tier = tier_of(k);
        vec2 q = p - tier.centre;
        float far = length(q), deep = far - tier.ring, middle = tier.low + 0.5 * tier.reach;
        float aside = abs(mod(atan(q.y, q.x) - middle + HALF_TURN, TURN) - HALF_TURN) - 0.5 * tier.reach;
        float dim = exp(-4.0 * max(aside, 0.0) * far / min(tier.ring, 1.0));
        dim = mix(0.5, dim, smoothstep(-tier.ring, 0.0, deep)) * smoothstep(2.0 * pixel, pixel, deep);
        float rim = dim * (0.80 * exp(34.0 * min(deep, 0.0)) + 0.16 * exp(4.5 * min(deep, 0.0) / min(tier.ring, 0.6)));
        float weight = exp(-16.0 * deep / min(tier.ring + 0.2, 1.0));
        most = max(most, rim), light += weight * rim, sum += weight;
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

void main() {
    vec4 form = fetch_form(target_texel());
    Fan fan = fan_of();
    vec3 from = into_shell(u_eye, fan.lean) + vec3(fan.shift, 0.0), way = into_shell(view_ray(), fan.lean);
    float px = length(u_screen_right) / u_resolution.x;
    vec3 p = from + way * form.w;
    vec4 body = vec4(0.0);
    if (form.x >= 0.0) {
        int tier = int(floor((form.z + 2.0) / 4.0));
        Spot s = spot_at(fan, tier, p.xy);
        body = pipe_light(s, pipe_of(s), fan, tier_of(tier), p, way, px);
        body.rgb *= lit_for_eye(s.side, fan.lean);
    }
    vec3 behind = form.w > 0.0 ? air_light(fan, p.xy, px) : vec3(0.0);
    vec3 light = 1.0 - exp(-exp2(u_glow) * 1.15 * (body.rgb + behind * (1.0 - body.a)));
    o = vec4(light, clamp(max(body.a, max(light.r, max(light.g, light.b))), 0.0, 1.0));
    if (max(light.r, max(light.g, light.b)) < 0.0004 && body.a == 0.0) o = vec4(0.0);
}
