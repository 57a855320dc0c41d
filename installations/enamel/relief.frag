// The wall's height at each pixel, as light and shadow will find it.
//
// reads   t_lattice, t_cells, t_ranks, u_depth
// writes  o.x  height, prisms      o.y  row of the table, -1 on the ground
//         o.z  distance to the rim, prism widths      o.w  height of the prism's top, prisms

#include "lib/data/states.glsl"

void main() {
    vec4 at = fetch_lattice(target_texel());
    ivec2 seat = ivec2(at.xy);
    vec4 cell = texelFetch(t_cells, seat, 0), rank = texelFetch(t_ranks, seat, 0);
    float soft = fract(cell.w), flags = floor(cell.w);
    int state = int(cell.z);
    float edge = at.z, top = cell.x;
    float shoulder = mix(0.16, 0.42, soft);
    float plateau = smoothstep(-0.02, shoulder, edge);
    float height = top * plateau;
    // A worn prism is a cup: its rim stands, its heart has gone.
    if (flags >= 2.0) height *= 1.0 - 0.55 * smoothstep(0.14, 0.34, edge);
    // A dome: light rolls over it.
    height += 0.26 * top * smoothstep(-0.05, 0.55, edge);
    // Nobody was asked: only the outline stands.
    if (state == MISSING && rank.x >= 0.0) height = 0.30 * (smoothstep(-0.02, 0.03, edge) - smoothstep(0.06, 0.12, edge));
    // A socket: a bowl below the ground, with the wall of its neighbours around it.
    if (top < 0.2 && rank.x >= 0.0 && state != MISSING) height = mix(height, -0.25 * smoothstep(0.0, 0.4, edge), 1.0 - top / 0.2);
    if (rank.x < 0.0) height = 0.10 * plateau * exp(rank.w * 0.22);
    o = vec4(height * u_depth, rank.x, edge, top * u_depth);
}
