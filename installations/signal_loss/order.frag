// Which place on the wall each area has: places are counted by columns of blocks from the west, in each from the
// north; so neighbours stay near each other.
//
// reads   t_blocks, t_ranks, t_seats, u_rows
// writes  o.x  number of the place

#include "wall.glsl"

void main() {
    Wall w = wall_of();
    int row = texel().x;
    // A place or two too many stay empty above the last stack; many are spread over the wall.
    float share = w.places - u_rows < 4 ? 1.0 : float(w.places) / float(u_rows);
    int about = int((texelFetch(t_ranks, ivec2(row, 0), 0).x + 0.5) * share);
    int first = 0, room = 0;
    for (int x = 0; x < w.blocks.x; x++) {
        first += room;
        room = 0;
        for (int y = 0; y < w.blocks.y; y++) room += int(texelFetch(t_blocks, ivec2(x, y), 0).x);
        if (about < first + room) break;
    }
    int peers = 0, north = 0;
    float y = texelFetch(t_seats, ivec2(row, 0), 0).y;
    for (int i = 0; i < u_rows; i++) {
        int at = int((texelFetch(t_ranks, ivec2(i, 0), 0).x + 0.5) * share);
        if (at < first || at >= first + room) continue;
        float other = texelFetch(t_seats, ivec2(i, 0), 0).y;
        peers++;
        north += int(other > y || (other == y && i < row));
    }
    float apart = share == 1.0 ? 1.0 : float(room) / float(max(peers, 1));
    o = vec4(float(first + int((float(north) + 0.5) * apart)), 0.0, 0.0, 0.0);
}
