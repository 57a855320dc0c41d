// What each cell of the page shows.
//
// reads   t_source, u_amount, u_columns, u_rate_phase
// writes  o.rgb  light of its ink      o.a  glyph 0 .. 31, -1 where the picture is left as it is
// space   cells of 6 x 8 dots from the lower left

#include "lib/hash/pcg.glsl"
#include "lib/noise/value.glsl"

void main() {
    vec2 size = vec2(6.0, 8.0) * float(max(1, (int(u_output.x) + 3 * u_columns) / (6 * u_columns)));
    ivec2 cell = texel();
    o = vec4(0.0, 0.0, 0.0, -1.0);
    if (any(greaterThan(vec2(cell) * size, u_output))) {
        return;
    }
    uvec3 own = pcg3d(uvec3(cell, u_seed * 747796405u + 61u));
    uint turn = uint(int(floor(u_rate_phase + unit(own.x))));
    uvec3 now = pcg3d(uvec3(own.yz, turn));
    // Characters spread in patches with ragged edges.
    float patches = value_noise(vec2(cell) * vec2(0.11, 0.17), u_seed) * 0.75 + unit(own.y) * 0.25;
    if (u_amount <= 0.0 || patches >= 0.12 + 0.9 * u_amount) {
        return;
    }
    vec3 light = vec3(0.0);
    for (int i = 0; i < 8; i++) {
        vec2 at = (vec2(cell) + vec2(i & 3, i >> 2) * vec2(0.25, 0.5) + vec2(0.125, 0.25)) * size;
        light += texelFetch(t_source, min(ivec2(at), ivec2(u_output) - 1), 0).rgb / 8.0;
    }
    float bright = sqrt(clamp(dot(light, vec3(0.2126, 0.7152, 0.0722)), 0.0, 1.0));
    int glyph = int(bright * 15.99);  // the first sixteen rise in ink
    float broken = u_amount * u_amount * 0.5;
    glyph = unit(now.x) < broken ? 16 + int(now.y >> 28) : glyph;  // wrong: one that is no shade
    o = vec4(light * (2.8 - 1.7 * bright), float(glyph));  // thin glyphs shine brighter
}
