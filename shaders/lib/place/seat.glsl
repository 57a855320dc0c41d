// vec2 place_seat(int row)      float place_seat_pitch()      int place_seat_at(vec2 p)
//
// A field of a honeycomb for each area, all of one size, neighbours beside each other as far as can be: for marks.
//
// row      as place_at gives it, 0 .. u_places - 1
// p        heights of the picture: x right from 0, y up from 0 to 1, as pixel() / u_resolution.y
// reads    t_ground_seats
// returns  the middle of its field, heights of the picture, -1 for a row that the map has not; from a field to the
//          next; the row whose field lies under a point, -1 where nobody's does
// exact    as uploaded; at the edge between two fields either may be meant

vec3 place_seat_texel(int at) {
    int width = textureSize(t_ground_seats, 0).x;
    return texelFetch(t_ground_seats, ivec2(at % width, at / width), 0).xyz;
}

vec2 place_seat(int row) {
    vec3 found = row < 0 || row >= u_places ? vec3(0.0) : place_seat_texel(row);
    return found.z > 0.5 ? found.xy : vec2(-1.0);
}

float place_seat_pitch() {
    return place_seat_texel(u_places).z;
}

int place_seat_at(vec2 p) {
    vec3 comb = place_seat_texel(u_places);
    if (comb.z <= 0.0) {
        return -1;
    }
    vec2 q = p / comb.z;
    float near = 1e9;
    ivec2 own = ivec2(-1);
    int line = int(floor(q.y / 0.8660254));
    for (int k = line - 1; k <= line + 1; k++) {
        float shift = 0.5 + 0.5 * float(k & 1);
        float column = floor(q.x - shift + 0.5);
        vec2 away = q - vec2(column + shift, (float(k) + 0.5) * 0.8660254);
        if (dot(away, away) < near) {
            near = dot(away, away);
            own = ivec2(int(column), k);
        }
    }
    if (any(lessThan(own, ivec2(0))) || any(greaterThanEqual(own, ivec2(comb.xy)))) {
        return -1;
    }
    return int(floor(place_seat_texel(u_places + 1 + own.y * int(comb.x) + own.x).x + 0.5));
}
