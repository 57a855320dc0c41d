// float lee_of(vec2 q, int row)
//
// How late light comes to a place of a field: it comes over each from one side, its own, and what comes last lies in a
// bay. Each field for itself: where the shade of neighbours met in the valleys of the bands that sweep
// the wall, dark bands were its largest form, the same whatever the figures, and looked like regions without care.
//
// q        place, wall, as it lay before the wall grew      row  of the table
// returns  0 at once .. 2 last, without a unit

const float ASIDE = 0.9;  // radii of the field, from its middle to where light comes to it first

float lee_of(vec2 q, int row) {
    vec4 field = texelFetch(t_fields, ivec2(row, 0), 0), more = texelFetch(t_fields, ivec2(row, 1), 0);
    vec2 v = (q - field.xy) / more.z;
    float off = ASIDE + dot(v, more.xy), across = dot(v, vec2(-more.y, more.x));
    return 1.0 + sqrt(off * off + 0.12) - sqrt(ASIDE * ASIDE + 0.12) + 0.10 * across * across
        + 0.09 * simplex_noise(v * 1.1 + 7.0 * float(row), u_seed + 7u);
}
