// A square for each block of the picture that shows anything: two triangles a block, an instance a row of blocks.
//
// reads   t_covered

#include "blocks.glsl"

void main() {
    ivec2 block = ivec2(gl_VertexID / 6, gl_InstanceID);
    int corner = gl_VertexID % 6, k = corner < 3 ? corner : 6 - corner;  // 0 1 2, 3 2 1: both face us
    vec2 at = vec2(BLOCK * (block + ivec2(k & 1, k >> 1))) + u_jitter;  // blocks do not move against the sample
    bool shown = fetch_covered(block).x > 0.5;
    gl_Position = shown ? vec4(2.0 * at / u_resolution - 1.0, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
