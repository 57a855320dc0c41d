// float lee_of(vec2 q, int row)
//
// How late light comes to a place of a field: the farther to its lee, the later; what comes last lies in a bay there.
//
// q        place, wall, as it lay before the wall grew      row  of the table
// returns  0 at once .. 2 last, without a unit

float lee_of(vec2 q, int row) {
    vec4 field = texelFetch(t_fields, ivec2(row, 0), 0), more = texelFetch(t_fields, ivec2(row, 1), 0);
    vec2 v = (q - field.xy) / more.z;
    return 2.2 - distance(v, 1.15 * more.xy) + 0.09 * simplex_noise(v * 1.1 + 7.0 * float(row), u_seed + 7u);
}
