// What stands within each crown, point by point: pearls, silk as large as any, or the crown itself a little smaller.
//
// reads   t_polished, t_teeth, t_people
// writes  o.xyz  mm in the scene, 0 where nothing is      o.w  v of the crown's map where it has most to do with it
// space   atlas.glsl: a map of 33 x 33 a tooth, u around, v from the neck to the tip
//
// A pearl is a body of its own and has no edge, cusp or groove of the crown: it hangs in the middle of the glass,
// round where it is small and, where it is large, as long as its crown.

#include "atlas.glsl"
#include "core.glsl"

const float ROOTED = 0.10;   // height that a core in the form of its crown stands on, share of the crown's length
const float FILLS = 0.86;    // of the room across within the glass, what the largest fills
const float ROUND = 1.12;    // of its height, how wide a pearl is at most: molars are wider, and eyes are
const float LID = 0.05;      // of its height, how thick its glass is over a pearl at least
const float TURN = 6.2831853;

vec3 crown(int i, float u, float v) {
    return texture(t_polished, atlas(i, vec2(u, v))).xyz;
}

// The row of the crown's map at a height, share of its length: the rays of form.frag backwards.
float row_at(int i, float high) {
    vec3 rows = rows_of(int(texelFetch(t_teeth, ivec2(i, 4), 0).x) % 8 < 3, texelFetch(t_teeth, ivec2(i, 5), 0).x);
    return mix(rows.x, rows.y, clamp(high / rows.z, 0.0, 1.0));
}

// How far folds of cloth that is wound around stand off it, share of its width; at both ends it is gathered.
float folded(vec2 uv) {
    float at = uv.x + WOUND * uv.y;
    float fold = sin(TURN * 5.0 * at + 1.3 * sin(TURN * at + 2.0)) + 0.5 * sin(TURN * 7.0 * at + 4.0);
    return 0.06 * fold * smoothstep(0.0, 0.30, uv.y) * smoothstep(1.0, 0.70, uv.y);
}

void main() {
    ivec2 tile = texel() / CORE;
    int i = tile.y * 8 + tile.x;
    vec2 uv = vec2(texel() - tile * CORE) / vec2(CORE - 1);
    float size = core_size(i);
    vec4 neck = texelFetch(t_teeth, ivec2(i, 0), 0), tip = texelFetch(t_teeth, ivec2(i, 2), 0);
    o = vec4(0.0);
    if (size == 0.0 || texelFetch(t_polished, tile_corner(i) + ivec2(0, TILE.y / 2), 0).xyz == vec3(0.0)) return;
    if (!is_pearl(i)) {
        vec3 root = neck.xyz + ROOTED * tip.w * tip.xyz;
        o = vec4(root + size * (crown(i, uv.x, uv.y) - root), uv.y);
        return;
    }
    float half_ = 0.41 * size, middle = mix(0.42, 0.455, size), turn = 0.5 * TURN * uv.y;
    // Its upper half is lower where the chewing surface is: in the hollow of a molar, and where a life wore it down.
    float lid = dot(crown(i, 0.25, 1.0) - neck.xyz, tip.xyz) / tip.w - LID;
    float rise = uv.y < 0.5 ? half_ : min(half_, max(lid - middle, 0.3 * half_));
    float high = middle - rise * cos(turn), row = row_at(i, high), belly = row_at(i, middle);
    vec3 axis = 0.5 * (crown(i, 0.25, row) + crown(i, 0.75, row));
    vec3 heart = 0.5 * (crown(i, 0.25, belly) + crown(i, 0.75, belly));
    vec3 across = mix(crown(i, uv.x, row) - axis, crown(i, uv.x, belly) - heart, 0.4);
    float fills = FILLS * size * sin(turn), wide = 0.5 * distance(crown(i, 0.0, belly), crown(i, 0.5, belly));
    fills *= min(1.0, ROUND * half_ * tip.w / (FILLS * size * wide));
    if (state_of(i) == SUPPRESSED) fills *= 1.0 + folded(uv);
    // Where the map's rows end its crown does not: the pole lies higher.
    axis += tip.xyz * (high * tip.w - dot(axis - neck.xyz, tip.xyz));
    across -= tip.xyz * dot(across, tip.xyz);
    o = vec4(axis + fills * across, row);
}
