// The water: light that comes down from the lamp's side, a shaft on whom it is the turn of, and what creatures give.
//
// reads   t_places, t_halos, the view, u_sea, u_lamp, u_deep
// writes  o.rgb  linear light

#include "rise.glsl"

void main() {
    vec3 ray = view_ray(), lamp = lamp_way();
    // Where the ray meets the back of the water, -1 .. 1 of the window that is looked through, from whichever side.
    vec3 right = normalize(u_screen_right), up_ = normalize(u_screen_up), eye = u_eye - u_screen_corner - 0.5 * (u_screen_right + u_screen_up);
    mat3 window = mat3(right, up_, cross(right, up_));
    vec3 from = eye * window, way = ray * window;
    vec2 at = 2.0 * (from.xy - way.xy * (from.z + 26.0) / min(way.z, -1e-3)) / vec2(length(u_screen_right), length(u_screen_up));
    float inside = smoothstep(1.9, 1.2, max(abs(at.x), abs(at.y))) * step(way.z, -1e-3);
    // From a place beyond the picture's edge, on the lamp's side: wide, with hardly a beam in it.
    vec2 away = at - 1.35 * lamp.xy / max(abs(lamp.x), abs(lamp.y));
    float angle = atan(away.x, -away.y), turn = 6.2831853 * u_playhead, turn_of = 6.2831853 * own_chance(10u).x;
    float beams = 0.5 + 0.3 * sin(5.0 * angle + 0.9 * sin(turn) + turn_of) + 0.2 * sin(11.0 * angle - 1.1 * sin(turn + 1.0));
    float down = length(away * vec2(0.62, 0.86)), near = exp(-1.05 * down * down) + 0.10 * exp(-0.35 * down * down);
    vec3 light = u_deep * u_sea * inside * (0.022 + near * (0.58 + 0.26 * beams));
    // The shaft on the creature that rises, or on its way from the one before or to the next: it is never put out.
    int turn_ = int(u_turn + 0.5), beyond = turn_ + int(sign(u_gone));
    vec4 top = mix(texelFetch(t_places, ivec2(riser(turn_), 0), 0), texelFetch(t_places, ivec2(riser(beyond), 0), 0), abs(u_gone));
    vec3 axis = normalize(vec3(lamp.xy, 0.12)), between = top.xyz - u_eye, across = cross(ray, axis);
    float away_ = abs(dot(between, across)) / max(length(across), 1e-3);
    float t = dot(cross(between, axis), across) / max(dot(across, across), 1e-6), up = dot(u_eye + t * ray - top.xyz, axis) / top.w;
    float aside = away_ / (top.w * (0.75 + 0.12 * clamp(up, 0.0, 9.0))), shaft = smoothstep(1.7, 0.0, aside); shaft *= shaft * smoothstep(-3.0, 0.8, up) * exp(-0.09 * max(up, 0.0));
    light += mix(u_deep, vec3(0.30, 0.62, 0.85), 0.35) * 0.22 * shaft * u_shaft * u_sea * inside;
    o = vec4(light + texture(t_halos, pixel() / u_resolution).rgb, 1.0);
}
