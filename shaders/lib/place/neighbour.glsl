// int place_neighbours(int row)      int place_neighbour(int row, int k)
// float place_shared(int row, int k)
//
// The areas that have a border with an area, that of the longest border first, and how long each border is.
//
// row      as place_at gives it, 0 .. u_places - 1; k counts from 0
// reads    t_ground_neighbours
// returns  how many there are; the row of the k-th, -1 where there is none; its length, heights of the picture
// exact    as uploaded; areas that touch in a point alone are no neighbours

vec2 place_neighbour_texel(int at) {
    int width = textureSize(t_ground_neighbours, 0).x;
    return texelFetch(t_ground_neighbours, ivec2(at % width, at / width), 0).xy;
}

int place_neighbours(int row) {
    return row < 0 || row >= u_places ? 0 : int(place_neighbour_texel(row).y);
}

int place_neighbour(int row, int k) {
    if (k < 0 || k >= place_neighbours(row)) {
        return -1;
    }
    return int(place_neighbour_texel(int(place_neighbour_texel(row).x) + k).x);
}

float place_shared(int row, int k) {
    if (k < 0 || k >= place_neighbours(row)) {
        return 0.0;
    }
    return place_neighbour_texel(int(place_neighbour_texel(row).x) + k).y;
}
