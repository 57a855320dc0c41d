// The surface of plate and glaze, as it left the kiln.
//
// reads   t_bowls, t_near, u_seed, u_output
// writes  o.x  height of the surface, wall      o.y  thickness of the glaze, 0 thin .. 1 a full petal
//         o.z  distance to the plate's rim, wall, > 0 inside      o.w  row of the nearest area

#include "wall.glsl"
#include "flower.glsl"
#include "lib/data/states.glsl"

void main() {
    vec2 q = wall(pixel());
    vec2 aspect = vec2(u_output.x / u_output.y, 1.0);
    ivec3 rows = ivec3(texelFetch(t_near, ivec2(clamp((q / aspect + 0.5) * vec2(256, 144), vec2(0), vec2(255, 143))), 0).xyz);
    vec4 bowl = vec4(0.0), says = vec4(0.0);
    float near = 1e9;
    int row = -1;
    for (int i = 0; i < 3; i++) {
        if (rows[i] < 0) continue;
        vec4 b = texelFetch(t_bowls, ivec2(rows[i], 0), 0);
        if (distance(q, b.xy) - b.z < near) {
            near = distance(q, b.xy) - b.z; bowl = b; row = rows[i];
        }
    }
    if (row >= 0) says = texelFetch(t_bowls, ivec2(row, 1), 0);
    Flower f = flower(q, bowl, says);
    float u = f.u, radius = max(bowl.z, 1e-3), deep = 0.30 * radius;
    // Of ten petals as many are scooped deep and filled as people in ten saw a dentist; the last of them from its foot
    // outwards, as far as that part of its face reaches.
    float part = int(says.z + 0.5) == VALUE ? clamp(10.0 * bowl.w - float(f.petal), 0.0, 1.0) : 0.0;
    float brink = part < 1.0 ? sqrt(0.0625 + 0.82 * part) - u : 1.0, filled = smoothstep(-0.05, 0.12, brink) * step(1e-4, part);
    float spoon = clamp(f.inset / (0.17 * radius), 0.0, 1.0), shore = clamp(min(f.inset / radius, brink) / 0.17, 0.0, 1.0);
    spoon = 1.0 - (1.0 - spoon) * (1.0 - spoon);
    shore = 1.0 - (1.0 - shore) * (1.0 - shore);
    float dish = max(1.0 - u * u / 1.3, 0.0);
    float surface = -0.32 * deep * dish * dish - mix(0.22, 1.0, filled) * deep * spoon;
    surface += 0.30 * deep * sqrt(max(1.0 - u * u / 0.040, 0.0));
    // Glaze runs into the petals and stands there, a little proud of its rim as a bead is.
    float pool = filled * smoothstep(0.12, 0.95, shore);
    surface += 0.72 * deep * pool;
    float thick = 0.13 + 0.95 * pool - 0.06 * spoon * (1.0 - filled);
    thick -= 0.09 * exp(-pow(f.inset / (0.020 * radius + 1e-5), 2.0)) * step(u, 1.1);
    // Combed around the blossoms as sand is raked; the grooves hold a little glaze.
    float out_ = max((u - 1.0) * radius, 0.0), comb = sin(6.2831853 * out_ / 0.0085);
    float raked = smoothstep(0.004, 0.012, out_) * smoothstep(0.10, 0.02, out_) * smoothstep(0.0, 0.05, rim(q) - 0.012);
    surface += 0.00055 * comb * raked;
    thick += raked * 0.10 * (0.5 - 0.5 * comb);
    float inner = rim(q);
    surface += 0.010 * simplex_noise(q * 1.1, u_seed + 1u) + 0.0015 * simplex_noise(q * 4.3, u_seed + 4u);
    surface += 0.006 * exp(-pow((inner - 0.016) / 0.010, 2.0)) - 0.022 * pow(max(1.0 - inner / 0.009, 0.0), 2.0);
    thick *= smoothstep(0.004, 0.03, inner);
    o = vec4(surface, thick, inner, float(row));
}
