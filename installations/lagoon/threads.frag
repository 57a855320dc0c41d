// Threads below the bells: light along three strands that sway, each row's added to the others'.
//
// reads   t_places, t_bells, the view, u_threads, colours
// writes  o.rgb  linear light

#include "lib/data/states.glsl"
#include "shoal.glsl"

flat in int row;

float threads(vec3 way, vec4 bell) {
    float sum = 0.0, size = min(shoal(), 1.0);
    for (int k = -1; k <= 1; k++) {
        vec3 top = bell.xyz + vec3(0.45 * bell.w * float(k), -0.3 * bell.w * u_tall, 0.0);
        // Where the ray comes nearest to the strand's line, straight down.
        vec2 flat_ = way.xz, off = top.xz - u_eye.xz;
        float t = dot(off, flat_) / dot(flat_, flat_);
        float down = top.y - (u_eye.y + t * way.y), share = down / thread_length(bell.w);
        if (share < 0.0 || share > 1.0 || u_threads <= 0.0) continue;
        float sway = 0.55 * size * share * sin(0.5 * down / size + 6.2831853 * u_breath_phase + float(row) + float(k));
        vec2 apart = u_eye.xz + t * flat_ - top.xz - vec2(sway, 0.0);
        float fine = 0.02 + 0.10 * size * (1.0 - share);
        sum += (1.0 - share) * (1.0 - share) * fine * fine / (dot(apart, apart) + fine * fine);
    }
    return sum;
}

void main() {
    vec3 way = view_ray();
    vec4 seen = fetch_bells(target_texel()), place = texelFetch(t_places, ivec2(row, 0), 0);
    vec2 off = u_eye.xz - place.xz;
    float t = -dot(off, way.xz) / dot(way.xz, way.xz);
    float across = distance(u_eye.xz + t * way.xz, place.xz), high = u_eye.y + t * way.y - place.y;
    if (t < 1.0 || across > place.w + 1.5 || high > 0.0 || high < -40.0 || (seen.w > 0.0 && t > seen.w)) discard;
    vec4 says = texelFetch(t_places, ivec2(row, 1), 0);
    if (int(says.w + 0.5) != VALUE) discard;
    o = vec4(tint_of(says) * threads(way, place) * mix(0.1, 0.5, says.x), 0.0);
}
