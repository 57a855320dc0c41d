#include "lib/sculpt/deform.glsl"
out vec3 place;
void main() {
    int square = gl_VertexID / 6;
    ivec2 corner = ivec2[6](ivec2(0), ivec2(1, 0), ivec2(1), ivec2(0), ivec2(1), ivec2(0, 1))[gl_VertexID % 6];
    vec2 angle = vec2(square % 64 + corner.x, square / 64 + corner.y) / 64.0 * vec2(6.2831853, 3.1415927);
    place = sculpt(u_radius * vec3(sin(angle.y) * cos(angle.x), cos(angle.y), sin(angle.y) * sin(angle.x)));
    gl_Position = project(place);
}
