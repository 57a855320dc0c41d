// Seen seen_at(vec2 px)
//
// What the camera sees at a pixel.
//
// px     place in the picture, px
// p      point of the flat, as lib/place has it      way  unit vector from the eye to it
// wide   how much of the flat a pixel covers, heights of the picture, across and along the way
// far    from the eye, heights of the picture      sky  whether it looks past the flat
// reads  t_camera, u_tilt

#include "lens.glsl"

struct Seen { vec2 p; vec3 way; vec2 wide; float far; bool sky; };

Seen seen_at(vec2 px) {
    vec4 camera = fetch_camera(ivec2(0));
    vec2 screen = (px - 0.5 * u_output) / u_output.y;
    float t = lean(), slope = sin(t), fall = cos(t);
    vec3 ray = vec3(screen.x, LENS * slope + screen.y * fall, screen.y * slope - LENS * fall);
    float far = LENS * fall / camera.z / max(-ray.z, 1e-3);
    mat2 round_ = turned(camera.w);
    Seen seen;
    seen.p = camera.xy + round_ * (vec2(0.0, -LENS * slope / camera.z) + ray.xy * far);
    seen.way = normalize(vec3(round_ * ray.xy, ray.z));
    seen.sky = ray.z > -0.03;
    seen.wide = far / u_output.y * vec2(1.0, 1.0 / max(-seen.way.z, 0.02));
    seen.far = far * LENS;
    return seen;
}
