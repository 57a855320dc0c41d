// vec4 place_clip(vec2 p)
//
// A point of the map for gl_Position of a .vert pass that covers the picture.
//
// p        heights of the picture: x right from 0, y up from 0 to 1, as place_corner and place_line_corner give it
// reads    u_resolution
// returns  clip space
// exact    to float32

vec4 place_clip(vec2 p) {
    return vec4(2.0 * p * vec2(u_resolution.y / u_resolution.x, 1.0) - 1.0, 0.0, 1.0);
}
