// What each ray meets.
//
// reads   the view, form.glsl
// writes  o.x  row of the table, -1 where nothing is      o.y  turns before the mouth, <= 0
//         o.z  share of the pixel that is covered         o.w  distance from the eye, mm, 0 where nothing is

#include "form.glsl"

void main() {
    vec3 way = view_ray();
    float pixel_wide = length(u_screen_up) / u_output.y / distance(u_eye, u_screen_corner + 0.5 * u_screen_right);
    // Enter and leave the ball that holds all of it.
    float along = -dot(u_eye, way), miss = length(u_eye + along * way);
    float inside = sqrt(max(40.0 * 40.0 - miss * miss, 0.0));
    o = vec4(-1.0, 0.0, 0.0, 0.0);
    float closest = 1e9, best = 0.0, t = along - inside;
    for (int i = 0; i < 160 && t < along + inside; i++) {
        float d = field(u_eye + way * t);
        if (d / t < closest) {
            closest = d / t;
            best = t;
        }
        if (d < 0.002) break;
        t += d;
    }
    // A ray that passes within a pixel of the rim is covered in part: an edge without steps, from one sample.
    float cover = clamp(1.0 - 2.0 * closest / pixel_wide, 0.0, 1.0);
    if (cover <= 0.0) return;
    Rib rib = rib_at(u_eye + way * best);
    o = vec4(float(rib.row), rib.turns, cover, best);
}
