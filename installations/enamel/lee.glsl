// float lee_of(vec2 q, int row)
//
// How late light comes to a place of a field: the farther from the crest of the band that sweeps the wall there, the
// later, so that the light of neighbours meets on a crest, and their shade in a valley; what comes last lies in a bay.
//
// q        place, wall, as it lay before the wall grew      row  of the table
// returns  0 at once .. 2 last, without a unit

float lee_of(vec2 q, int row) {
    vec4 field = texelFetch(t_fields, ivec2(row, 0), 0), more = texelFetch(t_fields, ivec2(row, 1), 0);
    vec2 v = (q - field.xy) / more.z;
    float off = more.w + dot(v, more.xy), across = dot(v, vec2(-more.y, more.x));
    return 1.0 + sqrt(off * off + 0.12) - sqrt(more.w * more.w + 0.12) + 0.10 * across * across
        + 0.09 * simplex_noise(v * 1.1 + 7.0 * float(row), u_seed + 7u);
}
