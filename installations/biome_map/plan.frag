// What each place of the flat holds: its water, its colonies' food, and what covers it.
//
// reads   t_bed, t_pools, u_tide
// writes  o.x  height of the water, heights of the picture      o.y  food of colonies, 0 .. 1, 0 where they have none
//         o.z  row, -1 outside      o.w  how open its borders are, 0 .. 1
//         o_look   height of the water at the lower end of its interval; how wet its sand is, 0 .. 1;
//                  the height at the upper end; whether it is the sea, 0 .. 1
//         o_cover  mist, frost, never dug, zero, 0 .. 1

#include "flat.glsl"
#include "lib/data/states.glsl"

int row_at(ivec2 cell) {
    return int(floor(fetch_bed(clamp(2 * cell, ivec2(0), 2 * ivec2(u_resolution) - 2)).w + 0.5));
}

void main() {
    ivec2 cell = target_texel();
    int row = row_at(cell);
    bool outside = row < 0;
    // Just outside, where the rim stands, the water's height is the pool's: between cells nothing lowers it.
    for (int i = 0; i < 9 && row < 0; i++) row = row_at(cell + ivec2(i % 3, i / 3) - 1);
    if (row < 0) {
        o = vec4(sea_level(), 0.0, -1.0, 0.0);
        o_look = vec4(sea_level(), 0.5, sea_level(), 1.0);
        o_cover = vec4(0.0);
        return;
    }
    bool asked = row < u_rows;
    vec4 pool = asked ? fetch_pools(ivec2(row, 0)) : vec4(-1.0, 0.0, 0.0, float(MISSING));
    vec4 full = asked ? fetch_pools(ivec2(row, 1)) : vec4(0.0, 0.0, -1.0, -1.0);
    int state = int(pool.w + 0.5);
    // Where a pool is full its rim is under water, but for the beach.
    float depth = basin_depth(row), over = outside ? 0.0 : 0.16 * depth * full.x;
    vec3 height = over - depth * (1.0 - vec3(pool.x, full.zw));
    o = vec4(height.x, state == VALUE && !outside ? pool.z : 0.0, outside ? -1.0 : float(row), outside ? 0.0 : full.x);
    o_look = vec4(height.y, full.y, height.z, 0.0);
    o_cover = outside ? vec4(0.0) : vec4(state == SUPPRESSED, state == HELD, state == MISSING, state == ZERO);
}
