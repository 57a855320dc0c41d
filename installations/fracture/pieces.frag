// What each pixel sees of the shards.
//
// reads   t_plan, t_relief
// writes  o.xy  the point on the unbroken plate, wall      o.z  node, 0 where no shard is
//         o.w   lift towards the eye, wall

#include "wall.glsl"

flat in int node;
flat in float lift;
in vec2 rest;

void main() {
    ivec2 at = ivec2(floor(wall_px(rest)));
    if (at != clamp(at, ivec2(0), ivec2(u_resolution) - 1)) discard;
    if (int(fetch_plan(at).x) != node || fetch_relief(at).z < -pixel_width()) discard;
    o = vec4(rest, float(node), lift);
}
