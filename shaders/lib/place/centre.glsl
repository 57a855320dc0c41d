// vec2 place_centre(int row)      float place_radius(int row)
//
// The middle of the largest circle inside an area, and how large that is: room for a mark or a name.
//
// row      as place_at gives it, 0 .. u_places - 1
// returns  heights of the picture; radius 0 for a row that the map has not: draw it nowhere
// exact    to 3 % of the square root of the area

#include "lib/place/facts.glsl"

vec2 place_centre(int row) {
    return place_facts(row).xy;
}

float place_radius(int row) {
    return place_facts(row).z;
}
