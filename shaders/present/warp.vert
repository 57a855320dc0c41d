// A point of a warp's mesh. The rasteriser divides by w: what lies between is seen in perspective, as it must.
//
// reads   a_place: where on the display, x, y from its upper left, both times w, 0 .. 1; a_picture: which place of the
//         picture, 0 .. 1 from its upper left; a_cover: 1 within the picture, 0 half a px beyond its edge
// writes  v_picture, v_cover

in vec3 a_place;
in vec2 a_picture;
in float a_cover;
out vec2 v_picture;
out float v_cover;

void main() {
    v_picture = a_picture;
    v_cover = a_cover;
    gl_Position = vec4(2.0 * a_place.x - a_place.z, a_place.z - 2.0 * a_place.y, 0.0, a_place.z);
}
