// vec4 place_facts(int row)
//
// What is known of an area as a whole.
//
// row      as place_at gives it, 0 .. u_places - 1
// reads    t_ground_areas
// returns  centre x and y and radius, heights of the picture; area, km2, or of a drawing its part of all.
//          Zeros for a row that the map has not
// exact    as it was uploaded

vec4 place_facts(int row) {
    if (row < 0 || row >= u_places) {
        return vec4(0.0);
    }
    int width = textureSize(t_ground_areas, 0).x;
    return texelFetch(t_ground_areas, ivec2(row % width, row / width), 0);
}
