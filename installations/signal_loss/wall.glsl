// Wall wall_of()      vec2 wall_at(vec2 px)      bool in_great(Wall w, ivec2 block)      int kind_of(float both)
//
// The wall's own measure: one unit is the picture's height, x right, y up, origin in the middle.
//
// Receivers stand in blocks of two by two cells: a block holds one middle set or four small ones, and the great
// set takes a square of blocks. There are always places enough for every row of the table.

const int SMALL = 0, MIDDLE = 1, GREAT = 2, SHELF = 3;
const float FLOOR = -0.36;  // height at which wall and floor meet
const float CEILING = 0.44;
const float WIDE = 1.2;  // a cell's width against its height

struct Wall {
    ivec2 blocks;   // across and up
    ivec2 great;    // lowest left block of the great set
    int side;       // blocks along its edge, 0 without
    int quads;      // blocks that hold four
    int places;     // receivers that the wall can hold, without the great one
    vec2 cell;      // size of a cell
    vec2 corner;    // lower left corner of the wall
};

vec2 wall_at(vec2 px) {
    return (px - 0.5 * u_output) / u_output.y;
}

Wall wall_of() {
    float aspect = u_output.x / u_output.y, room = max(aspect - 0.10, 0.2), high = CEILING - FLOOR;
    Wall w;
    for (int columns = (u_across + 1) / 2; columns <= 60; columns++) {
        float cell_high = room / float(2 * columns) / WIDE;
        int rows = clamp(int(round(high / (2.0 * cell_high))), 1, 60);
        w.blocks = ivec2(columns, rows);
        int most = rows > columns ? columns - 2 : int(round(0.46 * float(columns)));
        w.side = u_great ? max(min(int(round(0.74 * float(rows))), most), 1) : 0;
        int free = columns * rows - w.side * w.side;
        if (4 * free < u_rows) continue;
        w.quads = clamp((u_rows - free + 2) / 3, 0, free);
        w.places = free + 3 * w.quads;
        break;
    }
    float cell_high = min(high / float(2 * w.blocks.y), room / float(2 * w.blocks.x) / WIDE);
    w.cell = cell_high * vec2(WIDE, 1.0);
    w.corner = vec2(-w.cell.x * float(w.blocks.x), FLOOR);
    w.great = ivec2(round(0.36 * float(w.blocks.x) - 0.5 * float(w.side)), 0);
    return w;
}

bool in_great(Wall w, ivec2 block) {
    ivec2 at = block - w.great;
    return w.side > 0 && min(at.x, at.y) >= 0 && max(at.x, at.y) < w.side;
}

// Which kind of set a texel of t_glass belongs to; its distance to the glass's rim is packed beside it.
int kind_of(float both) {
    return int(floor(0.5 * (both + 1.0)));
}
