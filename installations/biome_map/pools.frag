// How full each pool is: the level at which as much of its floor is under water as its figure says.
//
// reads   t_tally, t_table, u_moment
// writes  row 0  o.x  level, part of the basin, 0 lowest floor .. 1 rim, below 0 dry: zero, or not told
//                o.z  food of its colonies, 0 .. 1      o.w  state
//         row 1  o.x  how far its rim is under water, 0 .. 1, so that its borders are open
//                o.y  its figure as a part of what is shown, 0 .. 1, and 0 where there is none
//                o.zw level at the lower and at the upper end of its interval

#include "lib/data/cell.glsl"

// The height that `share` of the floor lies under.
float level_of(int row, float share) {
    float total = 0.0, below = 0.0;
    int bins = textureSize(t_tally, 0).y;
    for (int i = 0; i < bins; i++) total += fetch_tally(ivec2(row, i)).x;
    if (total < 1.0) return share;
    for (int i = 0; i < bins; i++) {
        float here = fetch_tally(ivec2(row, i)).x;
        if (below + here >= share * total) return (float(i) + (share * total - below) / max(here, 1.0)) / float(bins);
        below += here;
    }
    return 1.0;
}

float level_at(int row, float value) {
    return level_of(row, mix(0.10, 0.98, clamp(role_part(ROLE_WATER, value), 0.0, 1.0)));
}

void main() {
    int row = texel().x;
    Cell seen = data_at(row, ROLE_WATER, u_moment), bare = data_at(row, ROLE_BARE, u_moment);
    bool wet = seen.state == VALUE;
    if (texel().y == 1) {
        float part = wet ? clamp(role_part(ROLE_WATER, seen.value), 0.0, 1.0) : 0.0;
        vec2 ends = wet ? vec2(level_at(row, seen.low), level_at(row, seen.high)) : vec2(-1.0);
        o = vec4(smoothstep(0.94, 1.0, part), part, ends);
        return;
    }
    // What is not known feeds nobody.
    float food = !role_shown(ROLE_BARE) ? 0.5 : bare.state == VALUE ? 1.0 - clamp(role_part(ROLE_BARE, bare.value), 0.0, 0.97)
                 : bare.state == ZERO ? 1.0 : 0.0;
    o = vec4(wet ? level_at(row, seen.value) : -1.0, 0.0, food, float(seen.state));
}
