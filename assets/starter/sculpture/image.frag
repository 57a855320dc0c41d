// Light on the shell, and nothing around it: black is not there.
//
// reads   t_form, the view, form.glsl, every light and colour
// writes  o  linear light, premultiplied alpha
//
// A rib is made after what is known of its figure:
//   value       a crest of pearl; the less sure, the blunter      zero     a line of gold in a smooth shell
//   suppressed  a low dull rib under strokes                      held     a low flat band of wax
//   missing     a furrow left open

#include "form.glsl"
#include "lib/light/ggx_specular.glsl"
#include "lib/light/thin_film.glsl"
#include "lib/light/wrap_diffuse.glsl"
#include "lib/noise/fbm.glsl"
#include "lib/pattern/hatch.glsl"
#include "lib/tone/aces.glsl"

vec3 normal_at(vec3 p) {
    vec2 e = vec2(1.0, -1.0) * 0.05;  // four corners of a tetrahedron
    vec3 one = e.xyy * field(p + e.xyy) + e.yyx * field(p + e.yyx);
    return normalize(one + e.yxy * field(p + e.yxy) + e.xxx * field(p + e.xxx));
}

// What of the lamp arrives at p, 0 .. 1: the nearer a body passes to the ray, the deeper the shade.
float shade(vec3 p, vec3 lamp) {
    float lit = 1.0, t = 0.8;
    for (int i = 0; i < 26; i++) {
        float d = field(p + lamp * t);
        lit = min(lit, 10.0 * d / t);
        t += clamp(d, 0.4, 4.0);
    }
    return smoothstep(0.0, 1.0, lit);
}

void main() {
    vec4 form = fetch_form(target_texel());
    o = vec4(0.0);
    if (form.z <= 0.0) return;
    vec3 way = view_ray(), p = u_eye + way * form.w, n = normal_at(p);
    Rib rib = rib_of(form.y);
    float open = clamp(field(p + 1.5 * n) / 0.6, 0.0, 1.0) * clamp(field(p + 5.0 * n) / 2.0, 0.2, 1.0);
    float side = radians(u_azimuth), cosine = abs(dot(n, way)), gloss = 0.28;
    vec3 lamp = normalize(vec3(cos(side), sin(side), 0.55)), back = normalize(vec3(-lamp.x, 0.3, -0.7));
    float top = clamp(rib.crest / 0.75, 0.0, 1.0), grain = fbm(laid(p) * 0.5, 4.0, 0.5, 7u);
    // Mother-of-pearl: a clear film, thicker here and there; it tints the body and colours what is mirrored.
    vec3 colours = thin_film(cosine, 330.0 + 190.0 * grain + 45.0 * rib.turns, 1.53, 1.66);
    vec3 film = u_film * (colours / dot(colours, vec3(0.333)) - 1.0);
    vec3 base = mix(u_shell, u_pearl, smoothstep(0.15, 0.95, top + 0.15 * grain)) * max(1.0 + 0.8 * film, 0.0);
    float middle = sin(3.14159265 * fract(fract(-rib.turns) * float(u_rows)));  // 1 along the middle of a rib
    if (rib.state == ZERO) base = mix(u_shell, vec3(0.6, 0.4, 0.13), smoothstep(0.94, 0.98, middle));
    if (rib.state == SUPPRESSED) base = mix(u_shell, vec3(0.30), 0.7) * (0.35 + 0.4 * hatch(p.xy, 0.8, 1.1, 0.5, 0.1));
    if (rib.state == HELD) base = mix(u_shell, vec3(0.20, 0.12, 0.06), 4.0 * rib.crest);
    if (rib.state == MISSING) base = u_shell * 0.5;
    if (rib.state != VALUE) film = vec3(0.0);
    if (rib.state == SUPPRESSED) gloss = 0.8;
    float key = shade(p + 0.2 * n, lamp);
    vec3 light = base * (1.25 * key * wrap_diffuse(n, lamp, 0.15) + 0.07 * open * (0.6 + 0.4 * n.y));
    light += 0.7 * key * ggx_specular(n, -way, lamp, gloss, vec3(0.05));
    light += 0.6 * ggx_specular(n, -way, back, 0.35, vec3(0.10));
    light += 0.25 * max(film, 0.0) * top * open * (0.2 + key * max(dot(n, lamp), 0.0));
    // A light sets out from the middle and runs to the mouth, in the furrows.
    float front = mix(-3.2, 0.4, fract(u_breath_phase + 0.72)), near = exp(-60.0 * pow(rib.turns - front, 2.0));
    light += u_ember * near * (1.0 - top) * 0.35 * (0.3 + cosine);
    o = vec4(tone_aces(light * exp2(u_light)), 1.0) * form.z;
}
