// The wall's height at each pixel, as light and shadow will find it.
//
// reads   t_lattice, t_cells, t_fields, u_depth
// writes  o.x  height, wall      o.y  row of the table, -1 on the ground
//         o.z  distance to the prism's rim, prism widths      o.w  how far the prism is gone, 1 an open socket

#include "wall.glsl"
#include "lib/data/states.glsl"

void main() {
    vec4 at = fetch_lattice(target_texel());
    if (at.x < 0.0) {
        o = vec4(0.0, -1.0, at.y + 1.0, 0.0);
        return;
    }
    int row = int(at.x) / 128, prism = int(at.x) % 128;
    vec4 cell = texelFetch(t_cells, ivec2(prism, row), 0), whole = texelFetch(t_cells, ivec2(HUNDRED, row), 0);
    float wide = texelFetch(t_fields, ivec2(row, 0), 0).z;
    float soft = fract(cell.w), edge = at.z;
    int state = int(cell.z);
    // A field is a plate with a bevelled border, which sinks to its lee; there, in one smooth bay, are its sockets.
    float bay = smoothstep(-0.30, 0.40, at.w - whole.x), plate = smoothstep(0.0, 1.5, at.y);
    float gone = 1.0 - smoothstep(0.17, 0.27, cell.x);
    float slope = 1.0 - 0.45 * smoothstep(0.0, 1.9, at.w);
    float top = cell.x, plateau = smoothstep(-0.02, mix(0.15, 0.40, soft), edge);
    // Round as a pearl, and as high in the middle of a prism as of a larger one at the border.
    float fall = 1.0 - clamp(edge / 0.40, 0.0, 1.0);
    float prismatic = top * (0.40 * plateau + 0.32 * (1.0 - fall * fall));
    prismatic = mix(0.45 * top, prismatic, fine(wide));
    // A worn prism is a wide and shallow dish within its rim: narrow and deep it would be a pit.
    if (cell.w >= 2.0) prismatic *= 1.0 - 0.52 * smoothstep(0.10, 0.42, edge);
    // Cloth lies over prisms and lets them be guessed; where nobody was asked, there is no floor, and no prism.
    bool all = fract(cell.z) > 0.11;
    if (state == SUPPRESSED && all) prismatic *= 0.25;
    if (state == MISSING && all) plate = 0.0;
    // A socket is a bowl in the floor, whose lip it shares with those beside it: no prism stands there, not even a dark one.
    float bowl = -0.34 * smoothstep(-0.04, 0.40, edge);
    float height = max(plate, gone) * max(1.3 * slope * (1.0 - 0.4 * bay) + mix(prismatic, bowl, gone), 0.0);
    o = vec4(height * wide * u_depth, float(row), edge, gone);
}
