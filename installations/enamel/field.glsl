// float turn_of(vec2 site, int row)
//
// How a field's lattice is turned, radians: across the bands, and a little by chance.
//
// site     of the field, wall      row  of the table

float turn_of(vec2 site, int row) {
    vec2 way = band(site, bands()).way;
    return atan(way.y, way.x) + 0.5 * (unit(pcg2d(uvec2(row + 3, u_seed)).y) - 0.5);
}
