// Edges are smoothed where anything can be seen, and beyond it as far as a lens spreads what is out of focus.

#include "boxes.glsl"

void main() {
    gl_Position = box_corner(2.0 + (u_blur > 0.0 ? 0.05 * u_resolution.y : 0.0));
}
