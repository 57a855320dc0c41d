// Which shard each point of the unbroken plate belongs to, and how far its edge is.
//
// reads   t_shards, u_seed, u_strike_x, u_strike_y, u_span, u_output
// writes  o.x  node of the shard      o.y  distance to its nearest edge, wall
//         o.z  node whose line that edge is, negative + -1 where the point lies on the line's lower side
//         o.w  distance to the next edge, wall

#include "wall.glsl"

void main() {
    vec2 w = bend(wall(pixel()));
    int node = 0, edge = 0;
    float near = 1e3, next = 1e3, side = 1.0;
    for (int i = 0; i < 12; i++) {
        vec4 line = texelFetch(t_shards, ivec2(node, 0), 0);
        if (line.w != 1.0) break;
        float d = dot(line.xy, w) - line.z;
        if (abs(d) < near) {
            next = near; near = abs(d); edge = node; side = d;
        } else next = min(next, abs(d));
        node = 2 * node + (d > 0.0 ? 2 : 1);
    }
    o = vec4(float(node), near, side > 0.0 ? float(edge) : -1.0 - float(edge), next);
}
