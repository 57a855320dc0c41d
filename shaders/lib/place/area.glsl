// float place_area(int row)
//
// How large an area is on Earth, not in the picture, where insets are smaller.
//
// row      as place_at gives it, 0 .. u_places - 1
// returns  km2; of a drawing its part of all areas, 0 .. 1; 0 for a row that the map has not
// exact    as it was uploaded

#include "lib/place/facts.glsl"

float place_area(int row) {
    return place_facts(row).w;
}
