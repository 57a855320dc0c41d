// The shards as polygons, each where it is now: one instance a node, a fan of ten triangles.
//
// reads   t_shards, t_moves
// gives   rest  the same point on the unbroken plate, wall      node      lift  towards the eye, wall

#include "wall.glsl"

flat out int node;
flat out float lift;
out vec2 rest;

const float MARGIN = 0.024;  // cracks bulge beyond the straight edge

vec2 corner(int i) {
    vec4 two = texelFetch(t_shards, ivec2(node, 2 + i / 2), 0);
    return i % 2 == 0 ? two.xy : two.zw;
}

void main() {
    node = gl_InstanceID;
    vec4 own = texelFetch(t_shards, ivec2(node, 0), 0), place = texelFetch(t_shards, ivec2(node, 1), 0);
    vec4 move = texelFetch(t_moves, ivec2(node, 0), 0), face = texelFetch(t_moves, ivec2(node, 1), 0);
    int corners = int(own.x), fan = gl_VertexID / 3, k = gl_VertexID % 3;
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    lift = move.w;
    rest = vec2(0.0);
    if (own.w != 2.0 || fan > corners - 3 || face.w > 0.99) return;
    int i = k == 0 ? 0 : fan + k;
    vec2 here = corner(i), before = corner((i + corners - 1) % corners), after = corner((i + 1) % corners);
    vec2 a = normalize(here - before + 1e-7), b = normalize(after - here + 1e-7);
    vec2 n1 = vec2(a.y, -a.x), n2 = vec2(b.y, -b.x);  // corners run anticlockwise: these look out
    rest = here + MARGIN * (n1 + n2) / max(1.0 + dot(n1, n2), 0.04);
    vec2 arm = rest - place.xy;
    float c = cos(move.z), s = sin(move.z);
    vec2 at = place.xy + move.xy + (1.0 + 1.2 * lift) * vec2(c * arm.x - s * arm.y, s * arm.x + c * arm.y);
    // Nearer ones cover those behind; of two as near, always the same one.
    float depth = -0.5 - 4.0 * lift - 1e-5 * float(node % 97);
    gl_Position = vec4(2.0 * wall_px(at) / u_output - 1.0, clamp(depth, -0.99, 0.99), 1.0);
}
