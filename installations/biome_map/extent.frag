// From where the camera sees the whole map, as large as the picture holds it.
//
// reads   t_ground, t_ground_areas, u_tilt, u_turn, u_seed
// writes  o.xy  point of the flat in the middle of the picture      o.z  scale, 1: the picture is 1 high there
//         o.w   how far north is turned, radians

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
    for (int i = 0; i < 4; i++) {
        vec4 box = taken(camera);
        if (box.x > box.z) return camera;
        vec2 middle = 0.5 * (box.xy + box.zw) / camera.z, range = box.zw - box.xy;
        camera.xy += turned(yaw) * vec2(middle.x, middle.y / cos(lean()));
        camera.z *= min(0.975 * wall.x / range.x, 0.975 / range.y);
    }
    return camera;
}

void main() {
    float yaw = radians(u_turn + 14.0 * chance(1u));
    o = fitted(yaw);
    if (u_output.y < 1.3 * u_output.x) return;
    // On a tall wall a wide map lies on its side, where it is much larger so.
    vec4 aside = fitted(yaw + radians(90.0));
    if (aside.z > 1.25 * o.z) o = aside;
}
