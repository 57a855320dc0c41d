// Shards of the picture: a jittered grid, two triangles a cell, each thrown, turned and seen in perspective.
//
// reads   the parameters, u_output (px), u_seed
// writes  v_place  px of the picture at rest       v_edges  distances to the three sides, px at rest
//         v_normal of the turned shard             v_far    how far it has flown, heights
// space   q: heights, x right, y up, z to the viewer, origin at the picture's centre

#include "lib/hash/pcg.glsl"
#include "lib/transform/rotate.glsl"

const float EYE = 2.2;  // heights before the picture

out vec2 v_place;
out vec3 v_edges;
flat out vec3 v_normal;
flat out float v_far;

// Corner of the jittered grid, px; those on the border stay on it.
vec2 corner(ivec2 c, ivec2 cells) {
    uvec2 h = pcg2d(uvec2(c) + u_seed * 131u);
    vec2 inner = step(vec2(0.5), vec2(c)) * step(vec2(c), vec2(cells) - 0.5);
    return (vec2(c) + inner * 0.78 * (vec2(unit(h.x), unit(h.y)) - 0.5)) / vec2(cells) * u_output;
}

// Distance of `p` from the line through `a` and `b`, px.
float side(vec2 p, vec2 a, vec2 b) {
    vec2 along = normalize(b - a);
    return abs(dot(p - a, vec2(-along.y, along.x)));
}

void main() {
    float cell = min(u_output.x, u_output.y) / float(u_shards);
    ivec2 cells = ivec2(ceil(u_output / cell - 0.001));
    int count = 2 * cells.x * cells.y;
    // Drawn from far to near: rank in the drawing is depth, and which shard has which rank is by lot.
    int own = int((uint(gl_InstanceID) * 7919u) % uint(count));
    ivec2 c = ivec2(own / 2 % cells.x, own / 2 / cells.x);
    vec2 p[4] = vec2[4](corner(c, cells), corner(c + ivec2(1, 0), cells),
                        corner(c + ivec2(0, 1), cells), corner(c + ivec2(1, 1), cells));
    // The shorter diagonal cuts the cell: no slivers.
    bool rising = distance(p[0], p[3]) < distance(p[1], p[2]);
    ivec3 pick = rising ? (own % 2 == 0 ? ivec3(0, 1, 3) : ivec3(0, 3, 2)) : (own % 2 == 0 ? ivec3(0, 1, 2) : ivec3(1, 3, 2));
    vec2 a = p[pick.x], b = p[pick.y], d = p[pick.z], middle = (a + b + d) / 3.0;
    v_place = gl_VertexID == 0 ? a : gl_VertexID == 1 ? b : d;
    v_edges = vec3(side(v_place, b, d), side(v_place, d, a), side(v_place, a, b));

    vec2 away = (middle - u_blow * u_output) / u_output.y;
    uvec4 h = pcg4d(uvec4(own, 3, 5, u_seed));
    vec4 lot = vec4(unit(h.x), unit(h.y), unit(h.z), unit(h.w));
    // The crack runs outwards: each shard waits until it comes, then flies the farther the nearer it was.
    float wait = 0.45 * smoothstep(0.0, 1.2, length(away) + 0.15 * (lot.x - 0.5));
    float flown = max(u_amount - wait, 0.0) / (1.0 - wait);
    flown *= flown * (0.35 + 0.65 * exp(-1.6 * length(away))) * (0.35 + 0.65 * lot.w);
    v_far = flown * u_throw;
    float rank = float(gl_InstanceID) / float(count);
    vec3 way = vec3(normalize(away + 1e-4) * (0.3 + 0.8 * lot.y), 0.1 + 2.4 * rank * rank);
    vec3 axis = normalize(vec3(lot.zw - 0.5, 0.35 * (lot.x - 0.5)) + 1e-3);
    float turn = radians(u_turn) * flown * (0.3 + lot.x);

    vec3 q = rotate(vec3((v_place - middle) / u_output.y, 0.0), axis, turn);
    q += vec3((middle - 0.5 * u_output) / u_output.y, 0.0) + way * v_far;
    v_normal = rotate(vec3(0.0, 0.0, 1.0), axis, turn);
    float w = max(1.0 - q.z / EYE, 0.02);
    gl_Position = vec4(2.0 * q.xy * u_output.y / u_output, 0.0, w);
    if (gl_InstanceID >= count || q.z > 0.95 * EYE) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);  // none there, or behind us
}
