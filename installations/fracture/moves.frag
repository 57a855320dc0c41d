// Where every shard is now: pieces of pieces, each parted from its sibling once the crack between them runs through.
//
// reads   t_shards, t_hearts, t_wounds, the movement
// writes  column = node; row 0: o.xy shift (wall)  o.z turn (radians)  o.w lift towards the eye (wall)
//         row 1: o.xy tilt, slope of its face  o.z spike 0 .. 1  o.w absent, 0 .. 1

#include "wall.glsl"
#include "play.glsl"

vec2 pair(uvec2 h) {
    return vec2(unit(h.x), unit(h.y)) * 2.0 - 1.0;
}

void main() {
    int node = texel().x;
    vec4 own = texelFetch(t_shards, ivec2(node, 0), 0), place = texelFetch(t_shards, ivec2(node, 1), 0);
    if (own.w != 2.0) {
        o = vec4(0.0);
        return;
    }
    vec2 tilt = vec2(0.0), from = strike();
    float turn = 0.0, lift = 0.0;
    int depth = findMSB(node + 1);
    // From the shard up to the whole: what has not parted moves as one.
    vec2 now = place.xy;
    for (int level = depth; level >= 1; level--) {
        int child = ((node + 1) >> (depth - level)) - 1, parent = (child - 1) / 2;
        vec4 line = texelFetch(t_shards, ivec2(parent, 0), 0);
        vec2 middle = texelFetch(t_shards, ivec2(child, 1), 0).xy;
        float far = from_strike(texelFetch(t_shards, ivec2(parent, 1), 0).xy), rank = rank_of(parent);
        float open = parted(far, rank) * (1.0 - returned(far * (0.25 + 0.75 * rank)));
        float side = child == 2 * parent + 2 ? 1.0 : -1.0, size = pow(0.80, float(level));
        uvec3 h = pcg3d(uvec3(child, u_seed, 5u));
        float angle = open * size * 0.05 * (2.0 * unit(h.z) - 1.0), rise = open * 0.006 * unit(pcg(h.z));
        float c = cos(angle), s = sin(angle);
        vec2 arm = (now - middle) * (1.0 + 1.2 * rise);
        now = middle + vec2(c * arm.x - s * arm.y, s * arm.x + c * arm.y);
        now += open * size * u_span * (0.0105 * line.xy * side + 0.006 * pair(h.xy));
        turn += angle;
        lift += rise;
        // Under strain they already lean against each other, and light tells.
        h = pcg3d(h);
        tilt += (0.16 * open + 0.022 * strained(far, rank) * (1.0 - gilded(far))) * pair(h.xy);
    }
    vec2 shift = now - place.xy;
    uvec3 h = pcg3d(uvec3(node, u_seed, 9u));
    vec2 sibling = texelFetch(t_shards, ivec2((node - 1) / 2, 1), 0).xy;
    float far = from_strike(sibling), rank = rank_of((node - 1) / 2);
    float open = parted(far, rank) * (1.0 - returned(far)), sway = sin(6.2831853 * (u_breath_phase + unit(h.x)));
    // At the strike itself the shards are thrown outwards and rise.
    float blown = open * exp(-pow(distance(place.xy, from) / (0.26 * u_reach * u_span), 2.0));
    vec2 away = normalize(place.xy - from + 1e-5);
    shift += blown * u_span * 0.055 * away * (0.5 + unit(h.y));
    lift += blown * 0.05 * unit(h.z) * (1.0 + 0.15 * sway);
    tilt += blown * 0.35 * pair(h.yz) + open * 0.03 * sway * away;
    turn += blown * 0.5 * (unit(h.x) - 0.5);
    // Mended pieces never lie quite as they did: what lies between two veins as one.
    uvec3 between = pcg3d(uvec3((node + 1) >> (depth - 3), u_seed, 9u));
    tilt += 0.05 * pair(between.zx) * gilded(far) * strained(far, 0.0);

    vec4 a = texelFetch(t_wounds, ivec2(place.w, 0), 0), b = texelFetch(t_wounds, ivec2(place.w, 1), 0);
    bool is_heart = texelFetch(t_hearts, ivec2(place.w, 0), 0).x == float(node);
    shift += b.z * u_span * 0.004 * pair(h.xy);
    turn += b.z * 0.05 * (unit(h.z) - 0.5);
    tilt += b.z * 0.14 * pair(h.yz);
    float spike = is_heart ? a.w : 0.0;
    lift += 0.07 * spike * (1.0 + 0.06 * sway);
    // Absent: it sinks away behind the plate.
    float late = is_heart ? 0.05 : 0.25 + 0.9 * unit(h.y), gone = smoothstep(late, late + 0.35, a.z);
    lift -= 0.45 * gone * gone;
    o = texel().y == 0 ? vec4(shift, turn, lift) : vec4(tilt, spike, gone);
}
