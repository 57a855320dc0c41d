// The receiver under each pixel, and the place on its glass.
//
// reads   t_cells, t_table, u_guest
// writes  o.x  row of the table, -1 where no receiver is
//         o.y, o.z  place on the glass, -1 .. 1 across and up; on its cabinet beyond
//         o.w  distance to the glass's rim, cells, -0.9 .. 0.9, > 0 on the glass, + 2 x kind of set

#include "wall.glsl"
#include "great.glsl"

void main() {
    Wall w = wall_of();
    vec2 at = (wall_at(pixel() * u_output / u_resolution) - w.corner) / w.cell;
    o = vec4(-1.0, 0.0, 0.0, 2.0 * float(SHELF) - 0.9);
    ivec2 cell = ivec2(floor(at));
    if (min(at.x, at.y) < 0.0 || cell.x >= 2 * w.blocks.x || cell.y >= 2 * w.blocks.y) return;
    vec4 own = texelFetch(t_cells, cell, 0);
    int kind = int(own.y);
    float side = kind == GREAT ? 2.0 * float(w.side) : kind == SMALL ? 1.0 : 2.0;
    // The cabinet stands a little apart from its neighbours; the glass sits high in it.
    vec2 middle = own.zw + side * vec2(0.5, 0.535), half_glass = side * vec2(0.435, 0.405);
    vec2 p = (at - middle) / half_glass;
    // A tube is no box: its sides bulge, its corners are round.
    vec2 q = abs(p);
    float bulge = pow(pow(q.x, 5.0) + pow(q.y, 5.0), 0.2) * (1.0 + 0.02 * (q.x * q.x + q.y * q.y));
    float rim = clamp((1.0 - bulge) * half_glass.y, -0.9, 0.9);
    o = vec4(kind == GREAT ? float(great_row()) : own.x, p, rim + 2.0 * float(kind));
}
