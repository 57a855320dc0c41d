// vec2 place_from_cartogram(vec2 p, float morph)      vec2 place_to_cartogram(vec2 p, float morph)
// int place_at_cartogram(vec2 p, float morph)
//
// The map drawn by its people: each area as large as its part of them, and between the two by morph.
//
// p        heights of the picture: x right from 0, y up from 0 to 1, as pixel() / u_resolution.y
// morph    0 the map .. 1 the cartogram
// reads    t_ground_cartogram; nothing moves where the figures have no measure 'population'
// returns  the point of the map that a point shows; where a point of the map is shown; the row under a point
// exact    one way is the other's inverse to 0.01 px, of 2 points in 1,000 to 1 px; areas: Cartogram.error

#include "lib/place/at.glsl"

const int PLACE_TURNS = 8;

void place_way(vec2 p, out vec4 way, out vec2 across, out vec2 up) {
    ivec2 last = textureSize(t_ground_cartogram, 0) - 2;
    float high = float(last.y + 2);
    vec2 at = p * high - 0.5;
    ivec2 low = clamp(ivec2(floor(at)), ivec2(0), last);
    vec2 part = clamp(at - vec2(low), 0.0, 1.0);
    vec4 a = texelFetch(t_ground_cartogram, low, 0), b = texelFetch(t_ground_cartogram, low + ivec2(1, 0), 0);
    vec4 c = texelFetch(t_ground_cartogram, low + ivec2(0, 1), 0), d = texelFetch(t_ground_cartogram, low + 1, 0);
    way = mix(mix(a, b, part.x), mix(c, d, part.x), part.y);
    across = mix(b - a, d - c, part.y).xy * high;
    up = mix(c - a, d - b, part.x).xy * high;
}

vec2 place_from_cartogram(vec2 p, float morph) {
    vec4 way;
    vec2 across, up;
    place_way(p, way, across, up);
    return p + morph * way.xy;
}

vec2 place_to_cartogram(vec2 p, float morph) {
    vec4 way;
    vec2 across, up;
    place_way(p, way, across, up);
    vec2 q = p + morph * way.zw;
    for (int i = 0; i < PLACE_TURNS; i++) {  // Newton's method
        place_way(q, way, across, up);
        vec2 miss = q + morph * way.xy - p, x = vec2(1.0, 0.0) + morph * across, y = vec2(0.0, 1.0) + morph * up;
        vec2 turn = vec2(y.y * miss.x - y.x * miss.y, x.x * miss.y - x.y * miss.x);
        q -= clamp(turn / max(x.x * y.y - x.y * y.x, 0.002), -0.01, 0.01);
    }
    return q;
}

int place_at_cartogram(vec2 p, float morph) {
    return place_at(place_from_cartogram(p, morph));
}
