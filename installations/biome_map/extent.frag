// From where the camera sees the whole map, as large as the picture holds it.
//
// reads   t_ground, t_ground_areas, u_tilt, u_turn, u_seed
// writes  texel 0  o.xy  point of the flat in the middle of the picture      o.z  scale, 1: the picture is 1 high there
//                  o.w   how far north is turned, radians
//         texel 1  the same of the map on its side
//         texels 2 and 3  o.xy  half of what the map takes of these pictures, heights of the picture
//
// No texel looks at the map more than 60,000 times: of llvmpipe's loops no more than 65,535 turns are run.

#include "lens.glsl"
#include "lib/place/at.glsl"
#include "sun.glsl"

const ivec2 STEPS = ivec2(96, 64);

// The part of the screen that the map's places take, left, bottom, right, top; empty of a picture without any.
vec4 taken(vec4 camera) {
    vec2 wall = vec2(u_output.x / u_output.y, 1.0);
    vec4 box = vec4(1e6, 1e6, -1e6, -1e6);
    for (int y = 0; y < STEPS.y; y++) {
        for (int x = 0; x < STEPS.x; x++) {
            vec2 p = (vec2(x, y) + 0.5) / vec2(STEPS) * wall;
            vec2 screen = on_screen(camera, p);
            if (place_at(p) >= 0) box = vec4(min(box.xy, screen), max(box.zw, screen));
        }
    }
    return box;
}

vec4 fitted(float yaw) {
    vec2 wall = vec2(u_output.x / u_output.y, 1.0);
    vec4 camera = vec4(0.5 * wall, 0.8, yaw);
    for (int i = 0; i < 6; i++) {
        vec4 box = taken(camera);
        if (box.x > box.z) return camera;
        vec2 middle = 0.5 * (box.xy + box.zw) / camera.z, range = box.zw - box.xy;
        camera.xy += turned(yaw) * vec2(middle.x, middle.y / cos(lean()));
        camera.z *= min(0.96 * wall.x / range.x, 0.96 / range.y);
    }
    return camera;
}

void main() {
    // A wide wall has no room for a map that stands askew.
    float yaw = radians(u_turn + mix(44.0, 10.0, smoothstep(2.0, 4.0, u_output.x / u_output.y)) * chance(1u));
    // On its side north is to the right, or to the left.
    if ((texel().x & 1) == 1) yaw += radians(u_seed % 2u == 0u ? 90.0 : -90.0);
    o = fitted(yaw);
    if (texel().x < 2) return;
    vec4 box = taken(o);
    o = vec4(0.5 * max(box.zw - box.xy, vec2(0.0)), 0.0, 0.0);
}
