// float place_edge(vec2 p)
//
// How far a point is from the nearest border of any area, the coast among them.
//
// p        heights of the picture: x right from 0, y up from 0 to 1, as pixel() / u_resolution.y
// returns  heights of the picture; above 0 inside an area, below 0 outside of all
// exact    bilinear of a distance that is less than 0.75 px of the map's picture too large

#include "lib/place/field.glsl"

float place_edge(vec2 p) {
    return place_field(p).x;
}
