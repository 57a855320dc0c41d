// vec2 studio(vec4 seen, vec2 at, vec4 figure)
//
// A sitter in the light of one lamp before a dark cloth, as a camera codes it.
//
// seen     as bust_seen gives it      at  place in the picture, -1 .. 1
// figure   x lamp, 0 .. 1      z sway of the lamp, cycles      w chance of its own, 0 .. 1
// returns  x luma, 0 .. 1, gamma-coded      y colour, on the axis from blue-grey (< 0) to amber

vec2 studio(vec4 seen, vec2 at, vec4 figure) {
    int material = int(seen.w);
    float open = fract(seen.w) / 0.9, sway = 0.16 * sin(6.2831853 * figure.z);
    // The cloth behind: the lamp's pool lies on the far side, so that the lit cheek stands against the dark.
    float away = length((at - vec2(0.42 + 0.3 * sway, 0.12)) * vec2(0.85, 1.0));
    float cloth = 0.004 + mix(0.020, 0.075, figure.x) * exp(-1.9 * away * away);
    if (material == 0) return vec2(pow(cloth, 1.0 / 2.2), -0.35);
    vec3 n = vec3(seen.xy, sqrt(max(1.0 - dot(seen.xy, seen.xy), 0.0)));
    vec3 lamp = normalize(vec3(-0.76 + sway, 0.48, 0.44));
    float dark = pow(fract(7.0 * figure.w), 2.0), cotton = fract(5.0 * figure.w);
    float albedo = material == 1 ? 0.86 : material == 2 ? mix(0.05, 0.26, dark) : mix(0.10, 0.26, cotton);
    float key = max((dot(n, lamp) + 0.12) / 1.12, 0.0) * seen.z * mix(0.40, 1.40, figure.x);
    float fill = 0.055 * (0.5 + 0.5 * dot(n, normalize(vec3(0.7, 0.2, 0.5)))) * (0.25 + 0.75 * open);
    // A rim from behind on the right keeps the far cheek from the dark.
    float rim = pow(1.0 - n.z, 2.4) * smoothstep(-0.1, 0.9, n.x + 0.25 * n.y) * 0.34;
    float mirrored = max(dot(n, normalize(lamp + vec3(0.0, 0.0, 1.0))), 0.0);
    float sheen = material == 2 ? 0.35 * pow(mirrored, 18.0) * seen.z : 0.0;
    float light = albedo * (key * 0.66 + fill + rim) + sheen * mix(0.40, 1.40, figure.x) * 0.4;
    light *= 0.5 + 0.5 * open;
    float warm = mix(-0.55, 1.0, smoothstep(0.0, 0.5, key)) - 0.4 * smoothstep(0.0, 0.3, rim);
    if (material == 3) warm += mix(-0.75, 0.3, fract(3.0 * figure.w));
    // Towards its lower edge the picture goes into the dark.
    light *= smoothstep(-1.25, -0.35, at.y);
    light = light / (1.0 + 0.28 * light) * 1.12;
    return vec2(pow(max(light, 0.0), 1.0 / 2.2), warm);
}
