// bool has_great()      Wall wall_of()      vec2 wall_at(vec2 px)      bool in_great(Wall w, ivec2 block)      int kind_of(float both)
//
// The wall's own measure: one unit is the picture's height, x right, y up, origin in the middle.
//
// Receivers stand in blocks of two by two cells: a block holds one middle set or four small ones, and the great
// set takes a square of blocks. There are always places enough for every row of the table.
// Where there is one area alone there is one receiver.

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

bool has_great() {
    return u_great && u_rows > 1;
}

vec2 wall_at(vec2 px) {
    return (px - 0.5 * u_output) / u_output.y;
}

Wall wall_with(int columns) {
    Wall w;
    float room = max(u_output.x / u_output.y - 0.10, 0.2), high = CEILING - FLOOR;
    w.blocks = ivec2(columns, clamp(int(round(high * float(columns) * WIDE / room)), 1, u_rows > 1 ? 60 : 1));
    int most = w.blocks.y > columns ? columns - 2 : int(round(0.46 * float(columns)));
    // A seed hangs the great set elsewhere, and another one: size, place across, place up.
    vec3 hung[4] = vec3[4](vec3(0.74, 0.36, 0.0), vec3(0.60, 0.66, 1.0), vec3(0.86, 0.50, 0.5), vec3(0.48, 0.20, 0.5));
    vec3 own = hung[u_seed % 4u];
    w.side = has_great() ? max(min(int(round(own.x * float(w.blocks.y))), most), 1) : 0;
    int free = columns * w.blocks.y - w.side * w.side;
    w.quads = clamp((u_rows - free + 2) / 3, 0, free);
    w.places = free + 3 * w.quads;
    float cell_high = 0.5 * min(high / float(w.blocks.y), room / float(columns) / WIDE);
    w.cell = cell_high * vec2(WIDE, 1.0);
    w.corner = vec2(-w.cell.x * float(columns), FLOOR);
    int left = int(round(own.y * float(columns) - 0.5 * float(w.side)));
    w.great = ivec2(clamp(left, 0, columns - w.side), int(own.z * float(w.blocks.y - w.side)));
    return w;
}

// As many columns of blocks as asked for along a wall of 16 : 9, fewer where places would stay empty, more where
// areas would have none.
Wall wall_of() {
    int columns = clamp(int(round(0.5 * float(u_across) * max(u_output.x / u_output.y / 1.78, 1.0))), 2, 60);
    Wall w = wall_with(columns);
    while (w.quads == 0 && w.places > u_rows && columns > (u_rows > 1 ? 2 : 1)) w = wall_with(--columns);
    while (w.places < u_rows && columns < 60) w = wall_with(++columns);
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
