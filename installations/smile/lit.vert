// Light is worked out where anything can be seen.

#include "boxes.glsl"

void main() {
    gl_Position = box_corner(2.0);
}
