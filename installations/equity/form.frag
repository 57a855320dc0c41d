// What each ray meets of the shell: the smooth shell first, then its pipes.
//
// reads   t_fan, t_places, the view
// writes  o.x  row of the table, the first of its place, -1 where nothing is
//         o.y  along its pipe, < 0 on the left wing      o.z  across it
//         o.w  distance from the eye, mm, 0 where nothing is

#include "pipes.glsl"
#include "ray.glsl"

const int STEPS = 7;

vec4 met(Spot s, float far) {
    return vec4(texelFetch(t_places, ivec2(int(s.place.x + 0.5), 2), 0).w, s.side == 0 ? -s.r : s.r, s.v, far);
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
    vec3 near = from + way * t;
    Spot s = spot_at(fan, near.xy);
    bool lost = abs(near.z - base_at(fan, near.xy)) > 1.0;  // a ray that runs along the shell
    if (lost || s.r > 1.15 || s.at < -0.1 || s.at > 1.1) return;
    float high = 1.4 * min(s.wide, 12.0), end = t + 0.4 * high;
    t -= high;
    for (int k = 0; k < STEPS && t < end; k++) {
        vec3 p = from + way * t;
        s = spot_at(fan, p.xy);
        Pipe pipe = pipe_of(s);
        bool hard = s.inside && s.r < max(pipe.glass, pipe.porcelain + 0.55 * s.wide / s.scale);
        float over = p.z - base_at(fan, p.xy) - (hard ? height_of(s) : -high);
        if (hard && over < 0.03 * s.wide) {
            o = met(s, t);
            return;
        }
        // Mist stands before nothing: it is seen where there is no pipe.
        if (s.inside && s.r < pipe.porcelain + pipe.doubt) o = met(s, t);
        t += max(0.75 * over, 0.05 * s.wide);
    }
}
