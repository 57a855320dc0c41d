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

const ivec2 STEPS = ivec2(128, 90);
const float MARGIN = 0.925;  // of the picture, that the map takes

// The part of the screen that the map's places take, left, bottom, right, top; empty of a picture without any.
// Looked at are the points of a part of the flat; `on` says whether what they take is measured on the screen.
vec4 taken(vec4 camera, vec4 part, bool on) {
    vec4 box = vec4(1e6, 1e6, -1e6, -1e6);
    for (int y = 0; y < STEPS.y; y++) {
        for (int x = 0; x < STEPS.x; x++) {
            vec2 p = mix(part.xy, part.zw, (vec2(x, y) + 0.5) / vec2(STEPS));
            vec2 screen = on ? on_screen(camera, p) : p;
            if (place_at(p) >= 0) box = vec4(min(box.xy, screen), max(box.zw, screen));
        }
    }
    return box;
}

vec4 fitted(float yaw, out vec4 part) {
    vec2 wall = vec2(u_output.x / u_output.y, 1.0);
    vec4 camera = vec4(0.5 * wall, 0.8, yaw), all_ = taken(camera, vec4(vec2(0.0), wall), false);
    if (all_.x > all_.z) return camera;
    // A wide map in a tall picture lies in a part of it: there are the points that tell where it ends.
    part = all_ + vec4(-1.0, -1.0, 1.0, 1.0) * (wall / vec2(STEPS)).xyxy;
    for (int i = 0; i < 3; i++) {
        vec4 box = taken(camera, part, true);
        vec2 middle = 0.5 * (box.xy + box.zw) / camera.z, range = box.zw - box.xy;
        camera.xy += turned(yaw) * vec2(middle.x, middle.y / cos(lean()));
        camera.z *= min(MARGIN * wall.x / range.x, MARGIN / range.y);
    }
    return camera;
}

void main() {
    // A wide wall has no room for a map that stands askew.
    float yaw = radians(u_turn + mix(26.0, 10.0, smoothstep(2.0, 4.0, u_output.x / u_output.y)) * chance(1u));
    // On its side north is to the right, or to the left.
    if ((texel().x & 1) == 1) yaw += radians(u_seed % 2u == 0u ? 90.0 : -90.0);
    vec4 part = vec4(0.0);
    o = fitted(yaw, part);
    if (texel().x < 2) return;
    vec4 box = taken(o, part, true);
    o = vec4(0.5 * max(box.zw - box.xy, vec2(0.0)), 0.0, 0.0);
}
