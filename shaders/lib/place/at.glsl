// int place_at(vec2 p)
//
// Which area of the map lies under a point.
//
// p        heights of the picture: x right from 0, y up from 0 to 1, as pixel() / u_resolution.y
// reads    t_ground
// returns  its row in the data table; u_rows .. u_places - 1 for an area that the table has not, of which
//          data_cell says MISSING; -1 outside of all areas, outside of the map's picture, and without a map
// exact    at the centres of the map's pixels; elsewhere as at the nearest of them

int place_at(vec2 p) {
    ivec2 size = textureSize(t_ground, 0);
    ivec2 texel = ivec2(floor(p * float(size.y)));
    if (any(lessThan(texel, ivec2(0))) || any(greaterThanEqual(texel, size))) {
        return -1;
    }
    return int(floor(texelFetch(t_ground, texel, 0).x + 0.5));
}
