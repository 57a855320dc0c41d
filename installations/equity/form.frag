// What each ray meets of the shell: the smooth shell first, then its pipes.
//
// reads   t_layout, t_fan, t_places, the view
// writes  o.x  row of the table, the first of its place, -1 where nothing is
//         o.y  along its pipe, < 0 on the left wing      o.z  across it, and 4 more for each tier before its own
//         o.w  distance from the eye, mm, of the air where no pipe is, 0 where nothing is

#include "pipes.glsl"
#include "ray.glsl"

const int STEPS = 4;

vec4 met(Spot s, int tier, float far) {
    float along = max(s.r, 1e-4);
    return vec4(texelFetch(t_places, ivec2(int(s.place.x + 0.5), 2), 0).w, s.side == 0 ? -along : along,
                s.v + 4.0 * float(tier), far);
}

bool is_hard(Spot s, Pipe pipe) {
    return s.inside && s.r < max(pipe.glass, pipe.porcelain + 0.55 * s.wide / s.scale);
}

void main() {
    Fan fan = fan_of();
    vec3 from = into_shell(u_eye, fan.lean) + vec3(fan.shift, 0.0), way = into_shell(view_ray(), fan.lean);
    o = vec4(-1.0, 0.0, 0.0, 0.0);
    if (way.z > -0.1) return;
    float t = on_base(fan, from, way);
    vec3 near = from + way * t;
    int tier = nearest_tier(fan, near.xy);
    Spot s = spot_at(fan, tier, near.xy);
    bool lost = abs(near.z - base_at(fan, near.xy)) > 1.0;  // a ray that runs along the shell
    if (lost) return;
    // Light in the rings and between the wings stands where the shell would go on.
    if (length(near.xy - vec2(0.0, fan.height)) < 1.2 * fan.extent) o.w = t;
    if (s.beyond > 0.12) return;
    // A ray that slips through the groove between two pipes meets what they stand on.
    if (is_hard(s, pipe_of(s))) o = met(s, tier, t);
    float px = length(u_screen_right) / u_resolution.x, fine = fine_at(s, px);
    float wide = s.wide, high = fine * 1.4 * min(s.wide, 12.0) + 0.01, end = t + 0.4 * high;
    t -= high;
    for (int k = 0; k < STEPS && t < end; k++) {
        vec3 p = from + way * t;
        s = spot_at(fan, tier, p.xy);
        s.wide = wide;  // as good as the same, and cheaper
        Pipe pipe = pipe_of(s);
        bool hard = is_hard(s, pipe);
        float over = p.z - base_at(fan, p.xy) - (hard ? height_of(s, fine) : -high);
        if (hard && over < 0.03 * s.wide) {
            o = met(s, tier, t);
            return;
        }
        // Mist stands before nothing: it is seen where there is no pipe.
        if (o.x < 0.0 && s.inside && s.r < pipe.porcelain + pipe.doubt) o = met(s, tier, t);
        t += max(0.75 * over, 0.05 * s.wide);
    }
}
