// The shard at the heart of each area: the one whose middle lies nearest to its blossom.
//
// reads   t_bowls, t_shards
// writes  o.x  node of that shard, -1 where the area has none

void main() {
    int row = texel().x;
    vec2 seat = texelFetch(t_bowls, ivec2(row, 0), 0).xy;
    float near = 1e9, node = -1.0;
    for (int i = 7; i < 2047; i++) {
        if (texelFetch(t_shards, ivec2(i, 0), 0).w != 2.0) continue;
        vec4 one = texelFetch(t_shards, ivec2(i, 1), 0);
        if (one.w != float(row)) continue;
        float d = distance(one.xy, seat);
        if (d < near) {
            near = d; node = float(i);
        }
    }
    o = vec4(node, 0.0, 0.0, 1.0);
}
