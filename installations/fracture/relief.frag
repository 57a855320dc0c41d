// The surface of plate and glaze, as it left the kiln.
//
// reads   t_bowls, t_near, u_plate_*, u_near, u_seed, u_output
// writes  o.x  height of the surface, wall      o.y  thickness of the glaze, 0 bare clay .. 1 a full petal
//         o.z  distance to the plate's rim, wall, > 0 inside      o.w  row of the nearest area

#include "wall.glsl"
#include "flower.glsl"
#include "cover.glsl"
#include "lib/data/states.glsl"

const float SOFT = 0.014;   // wall over which the pool of one area goes over into the next one's
const float SHORE = 0.008;  // wall over which a pool ends in a bead

// How far glaze has run from the rim of a blossom, wall: around one without a figure it has not.
float reach(vec4 says) {
    return int(says.z + 0.5) == VALUE ? mix(-0.002, 0.066, says.y) * sqrt(u_span) : -0.030;
}

// How thick it lies there: even steps of what is said are even steps to the eye.
float ground(vec4 says) {
    return int(says.z + 0.5) == VALUE ? -log(1.0 - pow(mix(0.12, 0.79, says.y), 2.0)) / COVERS : 0.0;
}

void main() {
    vec2 q = wall(pixel());
    ivec4 rows = ivec4(texelFetch(t_near, ivec2(clamp(pixel() / u_output * vec2(256, 144), vec2(0), vec2(255, 143))), 0));
    vec4 bowl = vec4(0.0), says = vec4(0.0), each[4];
    float near = 1e9, most = 1e9, off[4], edge[4];
    int row = -1;
    for (int i = 0; i < 4; i++) {
        off[i] = edge[i] = 1e9;
        if (rows[i] < 0) continue;
        vec4 b = texelFetch(t_bowls, ivec2(rows[i], 0), 0);
        each[i] = texelFetch(t_bowls, ivec2(rows[i], 1), 0);
        off[i] = distance(q, b.xy) - b.z;
        edge[i] = off[i] - reach(each[i]);
        most = min(most, edge[i]);
        if (off[i] < near) {
            near = off[i]; bowl = b; row = rows[i]; says = each[i];
        }
    }
    // Who lies farther than SOFT behind takes no part: no border is seen where another comes in its place.
    float sum = 0.0, weight = 0.0;
    for (int i = 0; i < 4; i++) {
        float w = max(1.0 - (edge[i] - most) / SOFT, 0.0);
        sum += w * w * ground(each[i]);
        weight += w * w;
    }
    // Pools that touch run into each other.
    float shore_ = most - 0.25 * SOFT * (weight - 1.0);
    int state = int(says.z + 0.5);
    Flower f = flower(q, bowl, says);
    float u = f.u, radius = max(bowl.z, 1e-3), deep = 0.26 * min(radius, 0.12);
    // Glaze has run: it stands a little higher in soft streaks, and thins out between them.
    float flow = simplex_noise(vec2(q.x * 7.0 + 0.9 * simplex_noise(q * 3.0, u_seed + 7u), q.y * 2.6), u_seed + 8u);
    shore_ += 0.009 * flow + 0.003 * simplex_noise(q * 24.0, u_seed + 9u);
    float pooled = smoothstep(SHORE, 0.0, shore_), bead = exp(-pow((shore_ + 0.3 * SHORE) / SHORE, 2.0));
    float run = sum / max(weight, 1e-6) * (1.0 + 0.16 * flow);
    run = mix(0.008, run, pooled) + 0.10 * bead * pooled;
    // Of ten petals as many are scooped deep and filled as the figure's place in its domain; the last of them from its
    // foot outwards, as far as that part of its face reaches.
    float part = state == VALUE ? clamp(10.0 * bowl.w - floor(f.turn), 0.0, 1.0) : 0.0;
    float brink = part < 1.0 ? sqrt(0.0625 + 0.82 * part) - u : 1.0, filled = smoothstep(-0.05, 0.12, brink) * step(1e-4, part);
    float pressed = state == MISSING ? 0.0 : 1.0;  // nobody asked: no petal was pressed
    float spoon = clamp(f.inset / (0.17 * radius), 0.0, 1.0), shore = clamp(min(f.inset / radius, brink) / 0.17, 0.0, 1.0);
    spoon = (1.0 - (1.0 - spoon) * (1.0 - spoon)) * pressed;
    shore = 1.0 - (1.0 - shore) * (1.0 - shore);
    float dish = max(1.0 - u * u / 1.3, 0.0);
    float surface = -0.32 * deep * dish * dish * mix(2.2, 1.0, pressed) - mix(0.55, 1.0, filled) * deep * spoon;
    surface += 0.30 * deep * sqrt(max(1.0 - u * u / 0.036, 0.0)) * pressed;
    // Glaze runs into the petals and stands there, a little proud of its rim as a bead is.
    float pool = filled * smoothstep(0.12, 0.95, shore);
    surface += 0.85 * deep * pool;
    float within = smoothstep(1.06, 0.98, u);
    surface += 0.0022 * pooled;
    float thick = mix(run, 0.5 * ground(says) * (1.0 + 0.16 * flow), within);
    thick = mix(thick, 0.04, spoon * (1.0 - filled));
    thick = max(thick, pool);
    // The comb went twice or three times around a blossom; its grooves hold a little glaze.
    const float PITCH = 0.0145;
    float out_ = max((u - 1.0) * radius, 0.0), comb = sin(6.2831853 * out_ / PITCH);
    float raked = smoothstep(0.003, 0.010, out_) * smoothstep(2.6 * PITCH, 1.2 * PITCH, out_) * smoothstep(0.0, 0.05, rim(q) - 0.012);
    raked *= smoothstep(2.5, 6.0, PITCH / pixel_width());
    surface += 0.00075 * comb * raked;
    thick *= 1.0 + raked * 0.30 * (0.5 - 0.5 * comb);
    float inner = rim(q);
    surface += 0.014 * simplex_noise(q * 1.1, u_seed + 1u) + 0.0020 * simplex_noise(q * 4.3, u_seed + 4u) + 0.002 * flow;
    surface += 0.010 * exp(-pow((inner - 0.022) / 0.013, 2.0)) - 0.030 * pow(max(1.0 - inner / 0.014, 0.0), 2.0);
    thick *= mix(0.35, 1.0, smoothstep(0.004, 0.03, inner));
    o = vec4(surface, thick, inner, float(row));
}
