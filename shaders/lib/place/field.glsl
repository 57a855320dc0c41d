// vec2 place_field(vec2 p)
//
// How far the nearest border of any area is, and how far the coast, between the map's pixels.
//
// p        heights of the picture: x right from 0, y up from 0 to 1, as pixel() / u_resolution.y
// reads    t_ground, t_ground_part; beyond its edge what its edge has
// returns  heights of the picture, below 0 outside of all areas; without a map -1
// exact    bilinear of a distance that is less than 0.75 px of the map's picture too large; px of the picture
//          itself where place_near, up to 48 from a border

#include "lib/place/near.glsl"

vec2 place_field_between(sampler2D map, vec2 at, ivec2 corner, ivec2 last) {
    ivec2 low = ivec2(floor(at));
    vec2 part = at - vec2(low);
    vec2 a = texelFetch(map, clamp(low, ivec2(0), last) - corner, 0).yz;
    vec2 b = texelFetch(map, clamp(low + ivec2(1, 0), ivec2(0), last) - corner, 0).yz;
    vec2 c = texelFetch(map, clamp(low + ivec2(0, 1), ivec2(0), last) - corner, 0).yz;
    vec2 d = texelFetch(map, clamp(low + ivec2(1, 1), ivec2(0), last) - corner, 0).yz;
    return mix(mix(a, b, part.x), mix(c, d, part.x), part.y);
}

vec2 place_field(vec2 p) {
    if (place_near(p)) {
        vec2 at = p * float(u_ground_part.w) - 0.5;
        ivec2 last = u_ground_part.zw - 1, corner = u_ground_part.xy;
        ivec2 low = clamp(ivec2(floor(at)), ivec2(0), last) - corner;
        ivec2 high = clamp(ivec2(floor(at)) + 1, ivec2(0), last) - corner;
        if (all(greaterThanEqual(low, ivec2(0))) && all(lessThan(high, textureSize(t_ground_part, 0)))) {
            return place_field_between(t_ground_part, at, corner, last);
        }
    }
    ivec2 last = textureSize(t_ground, 0) - 1;
    return place_field_between(t_ground, p * float(last.y + 1) - 0.5, ivec2(0), last);
}
