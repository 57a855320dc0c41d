// The prism under each pixel and how far its rim is: drawn once, whatever moves.
//
// reads   t_near, t_settled, t_fields, t_members, u_parting, u_place, u_zoom, u_seed, u_output
// writes  o.x  128 * row of the table + number of the prism, -1 on the ground and in the seams between fields
//         o.y  distance to the field's border, prism widths; on the ground -1 - distance to the fields' outline, wall
//         o.z  distance to the prism's rim, prism widths, < 0 in the seam between prisms
//         o.w  lateness of the place, as lee.glsl

#include "wall.glsl"
#include "lee.glsl"
#include "lib/pattern/hex_grid.glsl"

const ivec2 AROUND[18] = ivec2[](ivec2(1, 0), ivec2(0, 1), ivec2(-1, 1), ivec2(-1, 0), ivec2(0, -1), ivec2(1, -1),
    ivec2(2, 0), ivec2(0, 2), ivec2(-2, 2), ivec2(-2, 0), ivec2(0, -2), ivec2(2, -2),
    ivec2(1, 1), ivec2(-1, 2), ivec2(-2, 1), ivec2(-1, -1), ivec2(1, -2), ivec2(2, -1));
const float ALONE = 0.76;  // prism widths that a prism without a neighbour reaches

float number_of(ivec2 cell, int row) {
    int n = index_of(cell);
    return n < 0 ? 999.0 : texelFetch(t_members, ivec2(n, row), 0).x;
}

// Rounded like the rims in a micrograph: near a corner both neighbours pull the rim in.
float nearer(float edge, float d, float round_) {
    float h = clamp(0.5 + 0.5 * (edge - d) / round_, 0.0, 1.0);
    return mix(edge, d, h) - round_ * h * (1.0 - h);
}

void main() {
    vec2 site = texelFetch(t_settled, ivec2(first_row(), 0), 0).xy;
    vec2 p = wall(pixel() * u_output / u_resolution, site), q = grown(p);
    vec2 size = vec2(textureSize(t_near, 0));
    vec2 seen = (q - wall(vec2(0.0), site)) * u_zoom * vec2(u_output.y / u_output.x, 1.0);
    ivec4 rows = ivec4(texelFetch(t_near, ivec2(clamp(seen * size, vec2(0.0), size - 1.0)), 0));
    float power[4], least = 1e9;
    int row = -1;
    for (int i = 0; i < 4; i++) {
        power[i] = 1e9;
        if (rows[i] < 0) continue;
        vec4 one = texelFetch(t_settled, ivec2(rows[i], 0), 0);
        power[i] = dot(q - one.xy, q - one.xy) - one.z;
        if (power[i] < least) {
            least = power[i]; row = rows[i];
        }
    }
    float rim = within_wall(q);
    o = vec4(-1.0, -1.0 + min(rim, 0.0), -1.0, 0.0);
    if (row < 0) return;
    vec4 field = texelFetch(t_fields, ivec2(row, 0), 0);
    float border = rim;
    for (int i = 0; i < 4; i++) {
        if (rows[i] < 0 || rows[i] == row) continue;
        vec2 other = texelFetch(t_settled, ivec2(rows[i], 0), 0).xy;
        border = min(border, (power[i] - least) / max(2.0 * distance(other, field.xy), 1e-6));
    }
    border = border / field.z - 0.30 * u_parting;
    vec2 u = turned(q - field.xy, -field.w) / field.z;
    ivec2 home = hex_grid(u).cell, cell = home;
    float near = 9.0;
    bool whole = number_of(home, row) < float(HUNDRED);
    if (whole) near = distance(u, hex_centre(home));
    for (int i = 0; i < 18 && !whole; i++) {
        float d = distance(u, hex_centre(home + AROUND[i]));
        if (d < near && number_of(home + AROUND[i], row) < float(HUNDRED)) {
            near = d; cell = home + AROUND[i];
        }
    }
    if (near > 2.0) return;
    vec2 own = hex_centre(cell);
    float edge = ALONE - near;
    for (int i = 0; i < 18; i++) {
        bool beside = i < 6;
        if (!beside && whole) break;
        if (number_of(cell + AROUND[i], row) >= float(HUNDRED)) continue;
        vec2 way = 0.5 * (hex_centre(cell + AROUND[i]) - own);
        edge = nearer(edge, length(way) - dot(u - own, normalize(way)) - 0.03, 0.10);
    }
    edge = nearer(edge, border, 0.16);
    if (edge < -0.12) return;
    o = vec4(float(row * 128) + number_of(cell, row), nearer(border, ALONE - near + 0.6, 0.5), edge, lee_of(q, row));
}
