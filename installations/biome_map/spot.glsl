// Spot spot_at(Seen seen)      vec4 grain(vec2 at)
//
// All that the picture samples at a pixel.
//
// seen      what the camera sees there, see camera.glsl      grain  four noises, -1 .. 1, see grain.frag
// bed, edge height of the floor and distance to the nearest border, heights of the picture
// depth     of the water over the floor, below 0 on dry sand      unsure  half as wide as its interval
// full      the place's figure, eased, 0 .. 1      tone  the mean of the figures around, 0 .. 1
// sea       1 outside of all places
// slope     of the floor      shade  share of the sun that arrives      crust  how thick the kelp is, 0 .. 1
// frond     about -1.3 .. 1, see fronds.glsl
// alive     whether a colony is there, 0 .. 1: a half where that hangs on how unsure its figure is
// calm      how level the ground is, 0 .. 1
// wet       1 under the water of a place      told  state of its figure of bare floor
// cover     mist, frost, never dug, zero, 0 .. 1
// off       from the middle of its place      room  radius of the largest circle in that
// close     0 .. 1: 1 where a pixel is so small that walls and shores would be out of focus without an octave more
// near      that octave, -1 .. 1, two noises; 0 where it is not drawn
// sharp     how far what is fine is drawn: less where a pixel covers much, and where the camera moves
// along     across the ripples, a unit vector: of the seed, and round the middle of a place of zero

#include "camera.glsl"
#include "flat.glsl"
#include "fronds.glsl"
#include "lib/data/states.glsl"
#include "spline.glsl"
#include "sun.glsl"

const float TURN = 6.2831853;
const float RAGGED = 0.0016;  // heights of the picture

struct Spot {
    vec2 p, slope, along, off;
    float edge, depth, unsure, full, tone, room, sea, shade, crust, frond, alive, wet, calm, sharp, close;
    int told;
    vec2 near;
    vec4 cover, rough, fine, tiny, waves;
};

vec4 grain(vec2 at) {
    return 2.0 * texture(t_grain, at) - 1.0;
}

vec4 smooth_relief(vec2 at) {
    Taps t = taps_at(at, vec2(textureSize(t_relief, 0)));
    return tapped(t, texture(t_relief, t.a), texture(t_relief, vec2(t.b.x, t.a.y)),
                  texture(t_relief, vec2(t.a.x, t.b.y)), texture(t_relief, t.b));
}

Spot spot_at(Seen seen) {
    vec2 p = seen.p;
    vec4 fine = grain(p * FINE), tiny = grain(p * 21.0);
    float close = clamp(2.2 - 2400.0 * sqrt(seen.wide.x * seen.wide.y), 0.0, 1.0) * (1.0 - u_pace);
    // A cell of the grids has corners: shores run round them.
    vec2 at = flat_place(p + RAGGED * close * (vec2(tiny.x, fine.y) + 0.5 * vec2(tiny.y, -tiny.z)));
    vec4 bed = texture(t_bed, at), look = texture(t_plan_look, at), relief = smooth_relief(at);
    float turn = TURN * chance(7u);
    Spot s;
    s.p = p;
    s.slope = relief.xy;
    s.rough = grain(p * 1.6);
    s.fine = fine;
    s.tiny = tiny;
    s.close = close;
    s.near = close * tiny.yz;
    s.waves = grain(p * 3.0 + vec2(u_playhead, -u_playhead));
    s.edge = bed.z;
    s.full = smoothstep(0.25, 0.95, look.y);
    s.sea = look.w;
    s.tone = texture(t_tone, at).x;
    s.shade = clamp(relief.z + 0.6 * relief.z * (1.0 - relief.z) * (s.near.x + 0.7 * s.near.y), 0.0, 1.0);
    s.calm = clamp(1.0 - 2.2 * length(relief.xy), 0.0, 1.0);
    s.sharp = clamp(1.5 - 220.0 * seen.wide.y, 0.0, 1.0) * (1.0 - 0.9 * u_pace);
    s.unsure = 0.5 * max(look.z - look.x, 0.0);
    s.depth = look.x + s.unsure - bed.x + 0.0004 * s.rough.y * s.sharp;
    s.cover = texture(t_veil, at);
    bool beyond = at != clamp(at, 0.0, 1.0);
    int row = beyond ? -1 : int(floor(fetch_bed(ivec2(at * vec2(textureSize(t_bed, 0)))).w + 0.5));
    vec4 edge = row < 0 || row >= u_rows ? vec4(-99.0, -99.0, -99.0, MISSING) : fetch_edges(ivec2(row, 0));
    s.frond = fronds(s.fine);
    // What is finer than a pixel is half there.
    float drawn = clamp(1.5 - 200.0 * sqrt(seen.wide.x * seen.wide.y), 0.0, 1.0);
    vec3 within = edge.xyz - relief.w + FRINGE * drawn * s.frond;
    float cells = float(textureSize(t_relief, 0).x) * u_output.y / (SPAN * u_output.x);  // in a height of the picture
    float soft = 0.14 + 0.6 * cells * seen.wide.x + 0.6 * (1.0 - drawn) * FRINGE, wet = smoothstep(-0.0001, 0.0001, s.depth);
    s.told = int(edge.w + 0.5);
    s.wet = wet * (1.0 - s.sea);
    s.crust = wet * (1.0 - exp(-0.7 * max(within.x, 0.0)));
    s.alive = wet * 0.5 * (smoothstep(-soft, soft, within.y) + smoothstep(-soft, soft, within.z));
    s.off = p - place_centre(row);
    s.room = place_radius(row);
    s.along = mix(vec2(cos(turn), sin(turn)), s.off / max(length(s.off), 1e-5), step(0.5, s.cover.w));
    return s;
}
