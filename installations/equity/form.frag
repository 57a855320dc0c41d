// What each ray meets of the shell: the smooth shell first, then its pipes.
//
// reads   t_fan, t_places, the view
// writes  o.x  row of the table, the first of its place, -1 where nothing is      o.y  along its pipe, < 0 on the left wing      o.z  across it
//         o.w  distance from the eye, mm, 0 where nothing is

#include "pipes.glsl"
#include "ray.glsl"

const int STEPS = 7;

float row_of(Spot s) {
    return texelFetch(t_places, ivec2(int(s.place.x + 0.5), 2), 0).w;
}

void main() {
    vec3 from = into_shell(u_eye), way = into_shell(view_ray());
    Fan fan = fan_of();
    o = vec4(-1.0, 0.0, 0.0, 0.0);
    if (way.z > -0.1) return;
    float t = -from.z / way.z;
    for (int k = 0; k < 4; k++) {
        vec3 p = from + way * t;
        t += (p.z - base_at(fan, p.xy)) / (dot(base_slope(fan, p.xy), way.xy) - way.z);
    }
    Spot s = spot_at(fan, (from + way * t).xy);
    if (s.r > 1.15 || s.at < -0.1 || s.at > 1.1) return;
    float high = 1.4 * min(s.wide, 12.0), end = t + 0.4 * high;
    t -= high;
    bool here = false;
    for (int k = 0; k < STEPS && t < end; k++) {
        vec3 p = from + way * t;
        s = spot_at(fan, p.xy);
        Pipe pipe = pipe_of(s);
        here = s.inside && s.r < max(pipe.glass, pipe.porcelain + max(pipe.doubt, 0.55 * s.wide / s.scale));
        float over = p.z - base_at(fan, p.xy) - (here ? height_of(s) : -high);
        if (here && over < 0.03 * s.wide) break;
        t += max(0.75 * over, 0.05 * s.wide);
    }
    if (here) o = vec4(row_of(s), s.side == 0 ? -s.r : s.r, s.v, t);
}
