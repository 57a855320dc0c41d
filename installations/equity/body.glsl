// Spot spot_at(Fan fan, int tier, vec2 p)      int nearest_tier(Fan fan, vec2 p)
// float base_at(Fan fan, vec2 p)      vec2 base_slope(Fan fan, vec2 p)      float on_base(Fan fan, vec3 from, vec3 way)
//
// Where a point of the shell lies on its pipes, and how far before the focal plane the shell stands there.
//
// p        mm, x right, y up, in the shell's own frame
// reads    t_layout, t_fan, u_fold, u_curl, u_bulge
// returns  base_at: mm towards the viewer; base_slope its slope to the right and up

#include "lib/data/states.glsl"
#include "layout.glsl"
#include "tiers.glsl"
#include "bow.glsl"

struct Spot {
    int part;      // of the fan
    int side;      // 0 the left wing, 1 the right
    float r;       // along the pipe: 0 at the hinge, 1 at the end of the range
    float v;       // across it, -1 .. 1
    float wide;    // half its width, mm
    float scale;   // mm along it, from r to r + 1
    float at;      // in the fan, 0 below .. 1 at the air
    vec2 slope;    // of its angle, 1 / mm
    vec4 place;    // as place_at has it
    float beyond;  // how far it lies outside of its tier, 1 is a length of a pipe; <= 0 inside
    bool inside;
};

const float MOUTH = 0.25;  // at most, beyond the end of the longest pipe

float base_at(Fan fan, vec2 p) {
    vec2 q = vec2(sqrt(p.x * p.x + 6.0), p.y - fan.height), one = q / fan.extent;
    float fold = tan(radians(u_fold));
    float fore = fan.extent * (u_curl * 0.3 * dot(one, one) + u_bulge * 0.5 * one.x * one.y);
    return 8.0 + fan.flatness * (fore - fold * q.x);
}

vec2 base_slope(Fan fan, vec2 p) {
    vec2 q = vec2(sqrt(p.x * p.x + 6.0), p.y - fan.height), one = q / fan.extent;
    vec2 slope = u_curl * 0.6 * one + u_bulge * 0.5 * one.yx - vec2(tan(radians(u_fold)), 0.0);
    return fan.flatness * vec2(slope.x * p.x / q.x, slope.y);
}

// How far from the eye a ray meets the smooth shell, mm.
float on_base(Fan fan, vec3 from, vec3 way) {
    float t = -from.z / way.z;
    for (int k = 0; k < 2; k++) {
        vec3 p = from + way * t;
        t += (p.z - base_at(fan, p.xy)) / (dot(base_slope(fan, p.xy), way.xy) - way.z);
    }
    return t;
}

// In a tier: r, where between its lowest and its highest pipes, and how far outside.
vec3 within(Fan fan, Tier tier, vec2 p) {
    vec2 q = vec2(abs(p.x), p.y) / fan.radius - tier.centre;
    float far = max(length(q), 1e-4), r = far - tier.ring, bend = bow_at(fan.bow, tier.ring, q.x / far);
    float across = (atan(q.y, q.x) + bend * r * abs(r) - tier.low) / tier.reach;
    float aside = max(-across, across - 1.0) * tier.reach * far;
    return vec3(r, across, max(aside, max(-r, r - fan.longest - (fan.first < fan.tiers - 1 ? BEHIND : MOUTH))));
}

int nearest_tier(Fan fan, vec2 p) {
    float least = 1e9;
    int found = 0;
    for (int k = 0; k < fan.tiers && fan.tiers > 1; k++) {
        float beyond = within(fan, tier_of(k), p).z;
        if (beyond < least) found = k;
        least = min(least, beyond);
    }
    return found;
}

// Which texel of the fan shows what stands there: a border between two places lies within one.
int part_at(float at) {
    int part = clamp(int(at * FINE), 0, int(FINE) - 1);
    vec4 place = texelFetch(t_fan, ivec2(part, 0), 0);
    return clamp(part + int(at >= place.y + place.z) - int(at < place.y), 0, int(FINE) - 1);
}

// Row 0 of t_fan there; what is not known is fewer pipes, so much broader: what covers it is seen.
vec4 place_at(int part, int side) {
    vec4 place = texelFetch(t_fan, ivec2(part, 0), 0);
    bool known = is_known(int(texelFetch(t_fan, ivec2(part, side + 1), 0).w + 0.5));
    return known ? place : vec4(place.xyz, ceil(0.5 * place.w));
}

Spot spot_at(Fan fan, int which, vec2 p) {
    Tier tier = tier_of(which);
    vec3 here = within(fan, tier, p);
    vec2 q = vec2(abs(p.x), p.y) / fan.radius - tier.centre, outward = q / max(length(q), 1e-4);
    vec2 turn = vec2(-outward.y, outward.x);
    float r = here.x, far = r + tier.ring, k = even(fan.bow), bow = bow_at(fan.bow, tier.ring, 1.0);
    vec2 around = (1.0 - bow * r * abs(r) * (1.0 - k) * outward.y) * turn / far;
    vec2 slope = (around + 2.0 * bow * abs(r) * (k + (1.0 - k) * outward.x) * outward) / fan.radius;
    float at = tier.start + clamp(here.y, 1e-5, 0.99999) * tier.share;  // on no border: nobody else stands there
    int part = part_at(at);
    vec4 place = place_at(part, p.x < 0.0 ? 0 : 1);
    float pipe = clamp((at - place.y) / place.z, 0.0, 0.9999) * place.w, off = here.y - clamp(here.y, 0.0, 0.99999);
    float v = 2.0 * (fract(pipe) + off * tier.share / place.z * place.w) - 1.0;  // beyond 1 outside of its tier
    float wide = 0.5 * place.z / place.w * tier.reach / tier.share * inversesqrt(dot(slope, slope));
    return Spot(part, p.x < 0.0 ? 0 : 1, r, v, wide, fan.radius, at,
                slope * vec2(p.x < 0.0 ? -1.0 : 1.0, 1.0), place, here.z, here.z <= 0.0);
}
