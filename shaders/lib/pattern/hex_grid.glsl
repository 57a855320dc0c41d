// Hex hex_grid(vec2 p)      vec2 hex_centre(ivec2 cell)
//
// The hexagon that p lies in, of an endless honeycomb with points up and down.
//
// p        any plane coordinate; neighbouring centres are 1 apart, so an apothem is 1/2, a side 1/sqrt(3)
// returns  cell: id (q, r): q counts along x, r along 60 degrees; six neighbours (1,0) (0,1) (-1,1) and opposite
//          local: p from the hexagon's centre; edge: distance to the nearest rim, 0 .. 1/2
//          across: id of the hexagon on the other side of that rim
// exact    to rounding: the cell is the nearest centre, the edge the true distance
//          = -sdf_hexagon(local, 0.5); cells are stable for |p| < 2^20

struct Hex {
    ivec2 cell;
    vec2 local;
    float edge;
    ivec2 across;
};

vec2 hex_centre(ivec2 cell) {
    return vec2(float(cell.x) + 0.5 * float(cell.y), 0.8660254037844386 * float(cell.y));
}

Hex hex_grid(vec2 p) {
    float r = p.y * 1.1547005383792515, q = p.x - 0.5 * r;
    // Round all three cube coordinates (their sum is 0), then mend the one that moved furthest.
    vec3 cube = vec3(q, r, -q - r), near = floor(cube + 0.5), off = abs(near - cube);
    if (off.x > off.y && off.x > off.z) {
        near.x = -near.y - near.z;
    } else if (off.y > off.z) {
        near.y = -near.x - near.z;
    }
    ivec2 cell = ivec2(near.xy);
    vec2 local = p - hex_centre(cell);
    vec3 side = vec3(local.x, dot(local, vec2(0.5, 0.8660254037844386)),
                     dot(local, vec2(-0.5, 0.8660254037844386)));
    vec3 size = abs(side);
    int k = size.x > size.y && size.x > size.z ? 0 : size.y > size.z ? 1 : 2;
    ivec2 toward = k == 0 ? ivec2(1, 0) : k == 1 ? ivec2(0, 1) : ivec2(-1, 1);
    return Hex(cell, local, 0.5 - size[k], cell + (side[k] < 0.0 ? -toward : toward));
}
