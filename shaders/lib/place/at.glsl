// int place_at(vec2 p)
//
// Which area of the map lies under a point.
//
// p        heights of the picture: x right from 0, y up from 0 to 1, as pixel() / u_resolution.y
// reads    t_ground, t_ground_part
// returns  its row in the data table; u_rows .. u_places - 1 for an area that the table has not, of which
//          data_cell says MISSING; -1 outside of all areas, outside of the map's picture, and without a map
// exact    at the centres of the map's pixels, the picture's own where place_near; elsewhere as at the nearest

#include "lib/place/near.glsl"

int place_at(vec2 p) {
    if (place_near(p)) {
        ivec2 own = ivec2(floor(p * float(u_ground_part.w))) - u_ground_part.xy;
        if (all(greaterThanEqual(own, ivec2(0))) && all(lessThan(own, textureSize(t_ground_part, 0)))) {
            return int(floor(texelFetch(t_ground_part, own, 0).x + 0.5));
        }
    }
    ivec2 size = textureSize(t_ground, 0);
    ivec2 texel = ivec2(floor(p * float(size.y)));
    if (any(lessThan(texel, ivec2(0))) || any(greaterThanEqual(texel, size))) {
        return -1;
    }
    return int(floor(texelFetch(t_ground, texel, 0).x + 0.5));
}
