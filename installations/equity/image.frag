// Light on the shell, in it, and in the air between its wings.
//
// reads   t_form, t_fan, the view, every colour and light
// writes  o  linear light, premultiplied: what is dark is not there

#include "materials.glsl"

// Air between the wings: light that rises from the hinge, more of it where it is wide.
vec3 air_light(Spot s, Fan fan) {
    float open = QUARTER - fan.top, inner = clamp((s.at - 1.0) * (fan.top - fan.low) / open, 0.0, 1.0);
    float rise = 0.5 + 0.5 * cos(TURN * (u_breath_phase - 0.9 * s.r));
    float veil = inner * inner * (3.0 - 2.0 * inner) * exp(-3.2 * s.r) * mix(0.75, 1.0, rise);
    float core = exp(-30.0 * (1.0 - inner) * (1.0 - inner)) * exp(-2.2 * s.r) * mix(0.6, 1.0, rise);
    return u_ember * u_heart * smoothstep(0.0, 0.10, fan.air) * (0.42 * veil + 0.30 * core);
}

void main() {
    vec4 form = fetch_form(target_texel());
    vec3 from = into_shell(u_eye), way = into_shell(view_ray());
    Fan fan = fan_of();
    vec3 p = from + way * (8.0 - from.z) / way.z;
    Spot s = spot_at(fan, p.xy);
    vec4 body = vec4(0.0);
    vec3 behind = air_light(s, fan);
    if (form.w > 0.0) {
        p = from + way * form.w;
        s = spot_at(fan, p.xy);
        body = pipe_light(s, pipe_of(s), fan, p, way, length(u_screen_right) / u_resolution.x);
    }
    vec3 light = 1.0 - exp(-exp2(u_glow) * 1.15 * (body.rgb + behind * (1.0 - body.a)));
    o = vec4(light, clamp(max(body.a, max(light.r, max(light.g, light.b))), 0.0, 1.0));
    if (max(light.r, max(light.g, light.b)) < 0.0004 && body.a == 0.0) o = vec4(0.0);
}
