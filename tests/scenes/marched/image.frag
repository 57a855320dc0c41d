// Light on it: a lamp with its soft shadow, what the sky leaves in the corners, light through thin places.
#include "field.glsl"

void main() {
    vec4 form = fetch_form(target_texel());
    o = vec4(0.0, 0.0, 0.0, 1.0);
    if (form.w == 0.0) return;
    vec3 p = u_eye + view_ray() * form.w, n = form.xyz, lamp = normalize(vec3(-0.4, 0.7, 0.6));
    float shade = 1.0, sky = 0.0, thin = 0.0;
    for (float s = 0.5, k = 0.0; k < 32.0; k++) {
        float h = field(p + n * 0.1 + lamp * s);
        shade = min(shade, 8.0 * h / s);
        s += clamp(h, 0.4, 3.0);
    }
    for (float k = 1.0; k < 9.0; k++) {
        sky += clamp(field(p + n * k) / k, 0.0, 1.0) / 8.0;
        thin += clamp(1.0 + field(p - n * k) / k, 0.0, 1.0) / 8.0;
    }
    vec3 body = 0.5 + 0.4 * cos(vec3(0.0, 2.0, 4.0) + p.x * 0.1 + p.z * 0.1);
    float gloss = pow(max(dot(n, normalize(lamp - view_ray())), 0.0), 40.0);
    o.rgb = body * (0.25 * sky + 0.9 * clamp(shade, 0.0, 1.0) * max(dot(n, lamp), 0.0) + 0.4 * thin) + 0.2 * gloss;
}
