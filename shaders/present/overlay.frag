// Marks over what is shown, px for px.
//
// reads   t_marks: sRGB codes, premultiplied, top row first
// writes  o: the same, to be blended over

uniform sampler2D t_marks;

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    o = texelFetch(t_marks, ivec2(at.x, textureSize(t_marks, 0).y - 1 - at.y), 0);
}
