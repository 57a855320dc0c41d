// Seen seen_at(Fan fan, vec3 from, vec3 way, float px)
//
// What a ray meets of the shell: the smooth shell first, then the rods on it, the nearest first. Where the nearest does
// not cover the whole pixel, the next shines through: edges are soft at one sample a pixel.
//
// from, way  mm and unit vector, in the shell's own frame      px  width of a pixel there, mm
// returns    far    mm along the ray to the smooth shell; 0 where it meets none, or far outside
//            count  of spots that are met, 0 .. 2, the nearer first; each with how much of the pixel it covers

#include "pipes.glsl"

const float NONE = 0.004;      // of a pixel, that nobody sees
const float STEEPEST = 1.5;    // that a ray may lean beside a pipe, mm a mm

struct Seen {
    float far;
    int count;
    Spot near;
    Spot next;
    float cover;
    float cover_next;
};

// Where nothing is left of a pipe: porcelain, its mouth, glass, and mist.
float end_of(Spot s, Pipe pipe) {
    float most = max(pipe.glass, pipe.porcelain + max(0.55 * s.wide / s.scale, pipe.doubt));
    return is_known(pipe.state) ? most : pipe.porcelain;
}

// How far a ray goes across and along a pipe for each mm towards the eye.
vec2 slant_of(Fan fan, Spot s, vec2 p, vec3 way) {
    vec2 across = normalize(s.slope), along = (s.side == 0 ? -1.0 : 1.0) * vec2(across.y, -across.x);
    float rise = max(dot(base_slope(fan, p), way.xy) - way.z, 0.2);
    return clamp(-vec2(dot(way.xy, across), dot(way.xy, along)) / rise, -STEEPEST, STEEPEST);
}

Seen seen_at(Fan fan, vec3 from, vec3 way, float px) {
    float far = on_base(fan, from, way);
    vec3 p = from + way * far;
    // A ray that runs along the shell is lost.
    bool met = way.z < -0.1 && abs(p.z - base_at(fan, p.xy)) < 1.0;
    // Light in the rings and between the wings stands where the shell would go on.
    bool near = met && length(p.xy - fan.shift) < 1.2 * fan.extent;
    Seen seen;
    seen.far = near ? far : 0.0, seen.count = 0;
    if (near) {
        int which = nearest_tier(fan, p.xy);
        Tier tier = tier_of(which);
        Spot s = spot_at(fan, which, p.xy);
        float fine = fine_at(s, px), left = s.beyond < 0.12 ? 1.0 : 0.0;
        vec2 slant = slant_of(fan, s, p.xy, way);
        float side = slant.x < 0.0 ? -1.0 : 1.0;
        // The neighbour on the eye's side, its own, the neighbour behind it.
        for (int k = 0; k < 3; k++) {
            Spot one = s;
            if (k != 1) one = beside(tier, s, k == 0 ? side : -side);
            float cover = roof(one, slant, fine, px), mm = one.scale / px;
            cover *= clamp((end_of(one, pipe_of(one)) - one.r) * mm + 0.5, 0.0, 1.0);
            cover *= clamp(one.r * mm + 0.5, 0.0, 1.0) * left;
            if (cover > NONE && seen.count < 2) {
                if (seen.count == 0) seen.near = one, seen.cover = cover;
                else seen.next = one, seen.cover_next = cover;
                seen.count++;
                left -= cover;
            }
        }
    }
    return seen;
}
