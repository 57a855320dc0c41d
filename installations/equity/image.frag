// Light on the shell, in it, and in the air between its wings.
//
// reads   t_form, t_fan, the view, every colour and light
// writes  o  linear light, premultiplied: what is dark is not there

#include "materials.glsl"

const float ARCS = 40.0;  // in the air, along a pipe

// Air between the wings, that sounds: waves go up from the hinge as far as pipes reach, and wake fine arcs of light.
vec3 air_light(Spot s, Fan fan, float px) {
    float open = QUARTER - fan.top, inner = clamp((s.at - 1.0) * (fan.top - fan.low) / open, 0.0, 1.0);
    float wave = pow(0.5 + 0.5 * cos(TURN * (2.0 * u_breath_phase - 3.0 * s.r)), 2.0);
    float far = smoothstep(fan.longest, 0.5 * fan.longest, s.r);
    float apart = s.scale / ARCS, off = (fract(s.r * ARCS) - 0.5) * apart, thick = max(0.16, 1.2 * px);
    float arc = exp(-off * off / (thick * thick)) * (0.16 / thick) + 0.05 * exp(-abs(off) / 0.6);
    float side = smoothstep(0.0, 0.10, inner), hearth = exp(-5.5 * s.r) * inner * (2.0 - inner);
    float light = 0.9 * hearth + far * side * (0.006 + arc * (0.10 + 0.90 * wave) * exp(-1.3 * s.r));
    return u_ember * u_heart * smoothstep(0.0, 0.10, fan.air) * light;
}

void main() {
    vec4 form = fetch_form(target_texel());
    vec3 from = into_shell(u_eye), way = into_shell(view_ray());
    Fan fan = fan_of();
    vec3 p = from + way * (8.0 - from.z) / way.z;
    Spot s = spot_at(fan, p.xy);
    vec4 body = vec4(0.0);
    float px = length(u_screen_right) / u_resolution.x;
    vec3 behind = air_light(s, fan, px);
    if (form.w > 0.0) {
        p = from + way * form.w;
        s = spot_at(fan, p.xy);
        body = pipe_light(s, pipe_of(s), fan, p, way, px);
        body.rgb *= lit_for_eye(s.side);
    }
    vec3 light = 1.0 - exp(-exp2(u_glow) * 1.15 * (body.rgb + behind * (1.0 - body.a)));
    o = vec4(light, clamp(max(body.a, max(light.r, max(light.g, light.b))), 0.0, 1.0));
    if (max(light.r, max(light.g, light.b)) < 0.0004 && body.a == 0.0) o = vec4(0.0);
}
