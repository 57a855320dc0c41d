// Spot spot_at(Seen seen)      vec4 grain(vec2 at)
//
// All that the picture samples at a pixel.
//
// seen      what the camera sees there, see camera.glsl      grain  four noises, -1 .. 1, see grain.frag
// bed, edge height of the floor and distance to the nearest border, heights of the picture
// depth     of the water over the floor, below 0 on dry sand      unsure  half as wide as its interval
// full      the place's figure, eased, 0 .. 1      sea  1 outside of all places
// slope     of the floor      shade  share of the sun that arrives      crust  how thick the colony is, 0 .. 1
// alive     whether a colony is there, 0 .. 1      calm  how level the ground is, 0 .. 1
// cover     mist, strands, never dug, zero, 0 .. 1
// off       from the middle of its place      room  radius of the largest circle in that
// sharp     how far what is fine is drawn: less where a pixel covers much, and where the camera moves
// along     across the ripples, a unit vector: of the seed, and round the middle of a place of zero

#include "camera.glsl"
#include "flat.glsl"
#include "sun.glsl"

const float TURN = 6.2831853;

struct Spot {
    vec2 p, slope, along, off;
    float edge, depth, unsure, full, room, sea, shade, crust, alive, calm, sharp;
    vec4 cover, rough, fine, tiny, waves;
};

vec4 grain(vec2 at) {
    return 2.0 * texture(t_grain, at) - 1.0;
}

// A grid's texel between texels, smooth in slope too (cubic B-spline, four taps).
vec4 smooth_relief(vec2 at) {
    vec2 size = vec2(textureSize(t_relief, 0)), x = at * size - 0.5, low = floor(x), f = x - low;
    vec2 w0 = (1.0 - f) * (1.0 - f) * (1.0 - f), w3 = f * f * f;
    vec2 w1 = 4.0 - 6.0 * f * f + 3.0 * w3, g0 = (w0 + w1) / 6.0, g1 = 1.0 - g0;
    vec2 a = (low - 0.5 + w1 / (w0 + w1)) / size, b = (low + 1.5 + w3 / (6.0 * g1)) / size;
    return mix(mix(texture(t_relief, b), texture(t_relief, vec2(a.x, b.y)), g0.x),
               mix(texture(t_relief, vec2(b.x, a.y)), texture(t_relief, a), g0.x), g0.y);
}

Spot spot_at(Seen seen) {
    vec2 p = seen.p, at = flat_place(p);
    vec4 bed = texture(t_bed, at), look = texture(t_plan_look, at), relief = smooth_relief(at);
    float turn = TURN * chance(7u);
    Spot s;
    s.p = p;
    s.slope = relief.xy;
    s.rough = grain(p * 1.6);
    s.fine = grain(p * 7.0);
    s.tiny = grain(p * 21.0);
    s.waves = grain(p * 3.0 + vec2(u_playhead, -u_playhead));
    s.edge = bed.z;
    s.full = smoothstep(0.25, 0.95, look.y);
    s.sea = look.w;
    s.shade = relief.z;
    s.crust = relief.w;
    s.alive = smoothstep(0.12, 0.34, relief.w);
    s.calm = clamp(1.0 - 2.2 * length(relief.xy), 0.0, 1.0);
    s.sharp = clamp(1.5 - 220.0 * seen.wide.y, 0.0, 1.0) * (1.0 - 0.9 * u_pace);
    s.unsure = 0.5 * max(look.z - look.x, 0.0);
    s.depth = look.x + s.unsure - bed.x + 0.0004 * s.rough.y * s.sharp;
    s.cover = texture(t_veil, at);
    int row = int(floor(fetch_bed(ivec2(at * vec2(textureSize(t_bed, 0)))).w + 0.5));
    s.off = p - place_centre(row);
    s.room = place_radius(row);
    s.along = mix(vec2(cos(turn), sin(turn)), s.off / max(length(s.off), 1e-5), step(0.5, s.cover.w));
    return s;
}
