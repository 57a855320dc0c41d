// A finished picture at another size.
//
// reads   t_picture  sRGB codes
// writes  o  sRGB codes

uniform sampler2D t_picture;
uniform vec2 u_size;  // px of the new one

void main() { o = texture(t_picture, pixel() / u_size); }
