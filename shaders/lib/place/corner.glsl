// vec2 place_corner(int vertex)      int place_corner_row(int vertex)
//
// The triangles that fill the areas, corner by corner, of Pass(..., vertices="3 * place_triangles").
//
// vertex   gl_VertexID, 0 .. 3 * u_place_triangles - 1
// reads    t_ground_triangles
// returns  heights of the picture, x right from 0, y up from 0 to 1; the row of the area, as place_at gives it, -1
//          for a vertex that is none
// exact    as uploaded: no corner of a border is left out that takes more than 0.09 px2 of the map's picture

vec3 place_corner_texel(int vertex) {
    if (vertex < 0 || vertex >= 3 * u_place_triangles) {
        return vec3(0.0, 0.0, -1.0);
    }
    int width = textureSize(t_ground_triangles, 0).x;
    return texelFetch(t_ground_triangles, ivec2(vertex % width, vertex / width), 0).xyz;
}

vec2 place_corner(int vertex) {
    return place_corner_texel(vertex).xy;
}

int place_corner_row(int vertex) {
    return int(floor(place_corner_texel(vertex).z + 0.5));
}
