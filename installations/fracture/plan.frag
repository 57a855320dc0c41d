// Which shard each point of the unbroken plate belongs to, and how far its edge is.
//
// reads   t_shards, u_seed, u_strike_x, u_strike_y, u_span, u_output
// writes  o.x  node of the shard      o.y  distance to its nearest edge, wall
//         o.z  node whose line that edge is, + 2048 times that of the next edge, and + 2^22 where the point lies on that
//              one's lower side; -1 less all this where it lies on the lower side of the first
//         o.w  distance to the next edge, wall

#include "wall.glsl"

void main() {
    vec2 w = bend(wall(pixel()));
    int node = 0, edge = 0, other = 0;
    float near = 1e3, next = 1e3, side = 1.0, beyond = 1.0;
    for (int i = 0; i < 12; i++) {
        vec4 line = texelFetch(t_shards, ivec2(node, 0), 0);
        if (line.w != 1.0) break;
        float d = dot(line.xy, w) - line.z;
        if (abs(d) < near) {
            next = near; other = edge; beyond = side;
            near = abs(d); edge = node; side = d;
        } else if (abs(d) < next) {
            next = abs(d); other = node; beyond = d;
        }
        node = 2 * node + (d > 0.0 ? 2 : 1);
    }
    float both = float(edge + 2048 * other + (beyond > 0.0 ? 0 : 4194304));  // exact in 32 bits
    o = vec4(float(node), near, side > 0.0 ? both : -1.0 - both, next);
}
