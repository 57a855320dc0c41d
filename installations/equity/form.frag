// What each ray meets of the shell.
//
// reads   t_layout, t_fan, t_places, the view
// writes  o.x  row of the table, the first of its place, -1 where nothing is
//         o.y  along its pipe, < 0 on the left wing      o.z  across it
//         o.w  distance from the eye, mm, of the air where no pipe is, 0 where nothing is

#include "seen.glsl"
#include "ray.glsl"

void main() {
    Fan fan = fan_of();
    vec3 from = into_shell(u_eye, fan.lean) + vec3(fan.shift, 0.0), way = into_shell(view_ray(), fan.lean);
    Seen seen = seen_at(fan, from, way, length(u_screen_right) / u_resolution.x);
    o = vec4(-1.0, 0.0, 0.0, seen.far);
    if (seen.count == 0) return;
    Spot s = seen.near;
    if (seen.count == 2 && seen.cover < 0.5) s = seen.next;
    float along = max(s.r, 1e-4);
    o = vec4(texelFetch(t_places, ivec2(int(s.place.x + 0.5), 2), 0).w, s.side == 0 ? -along : along, s.v, seen.far);
}
