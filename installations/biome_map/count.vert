// A point for each cell of the map, counted where its row and how far it lies outside of a colony meet; of what is
// under water alone.
//
// reads   t_colonies, t_bed, t_pools, t_grain
// space   the map lies in the middle of the grid, see span.glsl

#include "fronds.glsl"
#include "reach.glsl"
#include "span.glsl"
#include "spline.glsl"

void main() {
    vec2 cells = vec2(textureSize(t_colonies, 0)), from = floor(cells * (0.5 - 0.5 / SPAN));
    int x = gl_VertexID, y = gl_InstanceID;
    vec2 at = (from + vec2(x, y) + 0.25 + 0.5 * vec2(y & 1, x & 1)) / cells;
    bool beyond = at != clamp(at, 0.0, 1.0);
    vec4 bed = fetch_bed(ivec2(at * vec2(textureSize(t_bed, 0))));
    int row = int(floor(bed.w + 0.5));
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    gl_PointSize = 1.0;
    if (beyond || row < 0 || row >= u_rows || bed.y > fetch_pools(ivec2(row, 0)).x) return;
    Taps t = taps_at(at, cells);
    float reach = tapped(t, texture(t_colonies, t.a), texture(t_colonies, vec2(t.b.x, t.a.y)),
                         texture(t_colonies, vec2(t.a.x, t.b.y)), texture(t_colonies, t.b)).z;
    vec2 p = (SPAN * (at - 0.5) + 0.5) * vec2(u_output.x / u_output.y, 1.0);
    reach -= FRINGE * fronds(2.0 * texture(t_grain, FINE * p) - 1.0);
    gl_Position = vec4(2.0 * (vec2(row, bin_of(reach)) + 0.5) / u_resolution - 1.0, 0.0, 1.0);
}
