// vec4 place_line(int line)      ivec2 place_line_rows(int line)
// vec2 place_line_corner(int line, int k, float w)
//
// Borders in straight pieces of 0.02 heights at most, each once: Pass(..., instances="place_lines", vertices="6").
//
// line     gl_InstanceID, 0 .. u_place_lines - 1
// k        gl_VertexID, 0 .. 5: the corners of two triangles, that is of an oblong around the piece
// w        how far the oblong reaches to either side of the piece and beyond its ends, heights of the picture
// reads    t_ground_lines
// returns  both ends, heights of the picture, xy and zw; the rows of the areas left and right of the way from the
//          first to the second, -1 for what is outside; the corner
// exact    as uploaded: no corner of a border is left out that takes more than 0.09 px2 of the map's picture

vec4 place_line_texel(int at) {
    if (at < 0 || at >= 2 * u_place_lines) {
        return vec4(-1.0);
    }
    int width = textureSize(t_ground_lines, 0).x;
    return texelFetch(t_ground_lines, ivec2(at % width, at / width), 0);
}

vec4 place_line(int line) {
    return place_line_texel(2 * line);
}

ivec2 place_line_rows(int line) {
    return ivec2(floor(place_line_texel(2 * line + 1).xy + 0.5));
}

vec2 place_line_corner(int line, int k, float w) {
    vec4 ends = place_line(line);
    vec2 along = ends.zw - ends.xy;
    along = dot(along, along) > 0.0 ? normalize(along) * w : vec2(w, 0.0);
    vec2 aside = vec2(-along.y, along.x);
    bool far = k == 1 || k == 2 || k == 4;
    bool left = k == 2 || k == 4 || k == 5;
    return (far ? ends.zw + along : ends.xy - along) + (left ? aside : -aside);
}
