// float sdf_hexagon(vec2 p, float apothem)
//
// Signed distance to a regular hexagon around the origin with points up and down; < 0 inside.
//
// p        plane position, any unit; the result has the same
// apothem  centre to middle of a side, >= 0; a side is 2 / sqrt(3) of it
// exact    everywhere; with apothem 0.5 it is a cell of pattern/hex_grid.glsl

float sdf_hexagon(vec2 p, float apothem) {
    // Fold the slanted side onto the upright one: mirror at the ray between them, 30 degrees up.
    const vec2 ACROSS = vec2(-0.5, 0.8660254037844386);
    vec2 q = abs(p);
    q -= 2.0 * max(dot(ACROSS, q), 0.0) * ACROSS;
    float half_side = apothem * 0.5773502691896258;
    q = vec2(q.x - apothem, abs(q.y) - half_side);
    return q.y > 0.0 && q.x > 0.0 ? length(q) : q.x;
}
