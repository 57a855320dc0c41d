// How the plate would break: a tree of cracks. Eight rays leave the strike; between them every piece is halved
// across its length until it is small enough, smaller near the strike; many areas want more shards, that each has its own.
//
// reads   t_bowls, u_strike_x, u_strike_y, u_span, u_pieces, u_seed, u_output
// writes  column = node, children 2 n + 1 and 2 n + 2
//         row 0: o.xyz  line across it: normal and offset in bent space; of a shard o.x alone: corners
//                o.w    0 nothing, 1 a piece that breaks on, 2 a shard
//         row 1: o.xy   its middle (wall)      o.w  row of the table it belongs to
//         rows 2 .. 7: two corners each (wall)

#include "wall.glsl"

const int MOST = 12;
vec2 corner[MOST];
int corners = 4;
const float SAME = 1e-5;

// A corner counts once, however many cracks meet in it.
void keep(inout vec2 kept[MOST], inout int n, vec2 p) {
    if (n < MOST && (n == 0 || distance(kept[n - 1], p) > SAME)) kept[n++] = p;
}

void cut(vec2 normal, float offset, float side) {
    vec2 kept[MOST];
    int n = 0;
    for (int i = 0; i < corners; i++) {
        vec2 a = corner[i], b = corner[(i + 1) % corners];
        float da = side * (dot(normal, a) - offset), db = side * (dot(normal, b) - offset);
        if (da >= 0.0) keep(kept, n, a);
        if (da * db < 0.0) keep(kept, n, mix(a, b, da / (da - db)));
    }
    corners = n > 1 && distance(kept[0], kept[n - 1]) < SAME ? n - 1 : n;
    for (int i = 0; i < n; i++) corner[i] = kept[i];
}

// Middle and area of the polygon.
vec3 weigh() {
    vec3 sum = vec3(0.0);
    for (int i = 0; i < corners; i++) {
        vec2 a = corner[i], b = corner[(i + 1) % corners];
        float twice = a.x * b.y - a.y * b.x;
        sum += vec3((a + b) * twice, twice);
    }
    return vec3(sum.xy / (3.0 * (abs(sum.z) < 1e-9 ? 1e-9 : sum.z)), 0.5 * abs(sum.z));
}

// Direction in which the polygon is longest.
vec2 along() {
    vec2 best = vec2(1.0, 0.0);
    float most = 0.0;
    for (int i = 0; i < corners; i++) {
        for (int k = 0; k < i; k++) {
            vec2 way = corner[i] - corner[k];
            if (dot(way, way) > most) {
                most = dot(way, way); best = way;
            }
        }
    }
    return normalize(best);
}

vec2 unbend(vec2 w) {
    vec2 q = w;
    for (int i = 0; i < 3; i++) q += w - bend(q);
    return q;
}

void main() {
    int node = texel().x, depth = findMSB(node + 1);
    vec2 reach = half_wall() + 0.03, from = bend(strike());
    corner[0] = -reach; corner[1] = vec2(reach.x, -reach.y); corner[2] = reach; corner[3] = vec2(-reach.x, reach.y);
    float low = 0.0, high = 0.0, kind = 1.0;
    vec2 normal = vec2(0.0);
    float offset = 0.0;
    vec3 weight = weigh();
    int at = 0;
    for (int level = 0; level <= depth; level++) {
        uvec3 h = pcg3d(uvec3(at, level, u_seed + 77u));
        weight = weigh();
        float far = distance(weight.xy, from) / (0.425 * u_span);
        float small = 4.0 * half_wall().x * half_wall().y / max(float(u_pieces), min(1.6 * float(u_rows), 800.0));
        small *= mix(0.22, 1.15, smoothstep(0.0, 1.1, far)) * (0.6 + 0.8 * unit(h.z));
        bool shard = level >= 3 && (weight.z < small || level == 10);
        if (corners < 3 || weight.z < 1e-7) kind = 0.0;
        else kind = shard ? 2.0 : 1.0;
        if (level < 3) {
            if (level == 0) {
                low = 6.2831853 * unit(h.x); high = low + 3.1415927;
            }
            float turn = level == 0 ? low : mix(low, high, 0.36 + 0.28 * unit(h.y));
            normal = vec2(-sin(turn), cos(turn));
            offset = dot(normal, from);
            if (level < depth) {
                bool left = ((node + 1) >> (depth - level - 1) & 1) == 0;  // the even child lies at d < 0
                if (level == 0 && left) {
                    low += 3.1415927; high += 3.1415927;
                } else if (level > 0) {
                    if (left) high = turn; else low = turn;
                }
            }
        } else {
            vec2 way = along();
            float lean = 1.0 * (unit(h.x) - 0.5), c = cos(lean), s = sin(lean);
            normal = vec2(c * way.x - s * way.y, s * way.x + c * way.y);
            offset = dot(normal, weight.xy) + 0.25 * sqrt(weight.z) * (unit(h.y) - 0.5);
        }
        if (level == depth) break;
        if (kind != 1.0) {
            kind = 0.0;
            break;
        }
        int bit = (node + 1) >> (depth - level - 1) & 1;
        cut(normal, offset, bit == 1 ? 1.0 : -1.0);
        at = 2 * at + 1 + bit;
    }
    int line = texel().y;
    vec2 middle = unbend(weight.xy);
    if (line == 0) {
        o = kind == 2.0 ? vec4(float(corners), 0.0, 0.0, 2.0) : vec4(normal, offset, kind);
    } else if (line == 1) {
        float near = 1e9, row = -1.0;
        for (int i = 0; i < u_rows; i++) {
            vec3 bowl = texelFetch(t_bowls, ivec2(i, 0), 0).xyz;
            float d = distance(middle, bowl.xy) - bowl.z;
            if (d < near) {
                near = d; row = float(i);
            }
        }
        o = vec4(middle, 0.0, row);
    } else {
        int i = 2 * (line - 2);
        o = vec4(unbend(corner[min(i, corners - 1)]), unbend(corner[min(i + 1, corners - 1)]));
    }
}
