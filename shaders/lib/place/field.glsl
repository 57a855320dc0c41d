// vec2 place_field(vec2 p)
//
// How far the nearest border of any area is, and how far the coast, between the map's pixels.
//
// p        heights of the picture: x right from 0, y up from 0 to 1, as pixel() / u_resolution.y
// reads    t_ground; beyond its edge what its edge has
// returns  heights of the picture, below 0 outside of all areas; without a map -1
// exact    bilinear of a distance that is less than 0.75 px of the map's picture too large

vec2 place_field(vec2 p) {
    ivec2 last = textureSize(t_ground, 0) - 1;
    vec2 at = p * float(last.y + 1) - 0.5;
    ivec2 low = ivec2(floor(at));
    vec2 part = at - vec2(low);
    vec2 a = texelFetch(t_ground, clamp(low, ivec2(0), last), 0).yz;
    vec2 b = texelFetch(t_ground, clamp(low + ivec2(1, 0), ivec2(0), last), 0).yz;
    vec2 c = texelFetch(t_ground, clamp(low + ivec2(0, 1), ivec2(0), last), 0).yz;
    vec2 d = texelFetch(t_ground, clamp(low + ivec2(1, 1), ivec2(0), last), 0).yz;
    return mix(mix(a, b, part.x), mix(c, d, part.x), part.y);
}
