// The receiver that each cell of the wall belongs to.
//
// reads   t_blocks, t_order, u_rows
// writes  o.x  row of the table, -1 where the shelf is empty      o.y  kind of set
//         o.z, o.w  lowest left cell of the set

#include "wall.glsl"

void main() {
    Wall w = wall_of();
    ivec2 cell = texel(), block = cell / 2;
    o = vec4(-1.0, float(SHELF), vec2(2 * block));
    if (block.x >= w.blocks.x || block.y >= w.blocks.y) return;
    if (in_great(w, block)) {
        o = vec4(0.0, float(GREAT), vec2(2 * w.great));
        return;
    }
    int count = int(texelFetch(t_blocks, block, 0).x), place = 0, first = 0;
    for (int x = 0; x <= block.x; x++) {
        first = place;
        for (int y = w.blocks.y - 1; y >= 0; y--) {
            if (x == block.x && y == block.y) break;
            place += int(texelFetch(t_blocks, ivec2(x, y), 0).x);
        }
    }
    // The last stack stands on the floor as all do, and is lower where places are too many.
    int spare = w.places - u_rows;
    bool lower = block.x == w.blocks.x - 1 && spare < 4;
    if (count == 4) place += (lower ? 1 - (cell.x & 1) : cell.x & 1) + 2 * (1 - (cell.y & 1));
    o.y = float(count == 4 ? SMALL : MIDDLE);
    if (count == 4) o.zw = vec2(cell);
    if (lower) place = place - spare < first ? -1 : place - spare;
    for (int i = 0; i < u_rows; i++) {
        if (int(texelFetch(t_order, ivec2(i, 0), 0).x) == place) o.x = float(i);
    }
    if (o.x < 0.0) o.y = float(SHELF);
}
