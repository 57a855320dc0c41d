// From where the camera sees the whole map, as large as the picture holds it.
//
// reads   t_hull, u_tilt, u_turn, u_seed
// writes  texel 0  o.xy  point of the flat in the middle of the picture      o.z  scale, 1: the picture is 1 high there
//                  o.w   how far north is turned, radians
//         texel 1  the same of the map on its side
//         texels 2 and 3  o.xy  half of what the map takes of these pictures, heights of the picture

#include "lens.glsl"
#include "sun.glsl"

const float MARGIN = 0.935;  // of the picture, that the map takes

// The part of the screen that the map's places take, left, bottom, right, top; empty of a picture without any.
vec4 taken(vec4 camera) {
    ivec2 tiles = textureSize(t_hull, 0);
    vec4 box = vec4(1e6, 1e6, -1e6, -1e6);
    for (int i = 0; i < tiles.x * tiles.y; i++) {
        vec4 part = fetch_hull(ivec2(i % tiles.x, i / tiles.x));
        if (part.x > part.z) continue;
        for (int k = 0; k < 4; k++) {
            vec2 screen = on_screen(camera, vec2(k % 2 == 0 ? part.x : part.z, k < 2 ? part.y : part.w));
            box = vec4(min(box.xy, screen), max(box.zw, screen));
        }
    }
    return box;
}

vec4 fitted(float yaw) {
    vec2 wall = vec2(u_output.x / u_output.y, 1.0);
    vec4 camera = vec4(0.5 * wall, 0.6, yaw);
    for (int i = 0; i < 5; i++) {
        vec4 box = taken(camera);
        if (box.x > box.z) return camera;
        vec2 middle = 0.5 * (box.xy + box.zw), range = box.zw - box.xy;
        // What lies under the middle of what is seen comes to the middle of the picture.
        float t = lean(), away = LENS / camera.z * cos(t) / (LENS * cos(t) - middle.y * sin(t));
        camera.xy += turned(yaw) * vec2(middle.x * away, middle.y * away / cos(t));
        camera.z *= min(MARGIN * wall.x / range.x, MARGIN / range.y);
    }
    return camera;
}

void main() {
    // A wide wall has no room for a map that stands askew, and a tall one little.
    float shape = u_output.x / u_output.y, narrow = max(smoothstep(2.0, 4.0, shape), 0.75 * smoothstep(1.0, 0.6, shape));
    float yaw = radians(u_turn + mix(26.0, 10.0, narrow) * chance(1u));
    // On its side north is to the right, or to the left.
    if ((texel().x & 1) == 1) yaw += radians(u_seed % 2u == 0u ? 90.0 : -90.0);
    o = fitted(yaw);
    if (texel().x < 2) return;
    vec4 box = taken(o);
    o = vec4(0.5 * max(box.zw - box.xy, vec2(0.0)), 0.0, 0.0);
}
