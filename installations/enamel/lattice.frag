// The prism under each pixel and how far its rim is: drawn once, whatever moves.
//
// reads   t_ranks, u_prisms, u_parting, u_seed, u_output
// writes  o.x, o.y  texel of the prism in the small targets
//         o.z  distance to its rim, prism widths, < 0 in the seam between prisms
//         o.w  turn of the pixel about the prism's axis, radians

#include "wall.glsl"

const ivec2 AROUND[6] = ivec2[](ivec2(1, 0), ivec2(0, 1), ivec2(-1, 1), ivec2(-1, 0), ivec2(0, -1), ivec2(1, -1));

void main() {
    vec2 p = wall(pixel() * u_output / u_resolution);
    ivec2 home = hex_grid(p).cell, cell = home;
    vec2 own = centre(home);
    for (int i = 0; i < 6; i++) {
        vec2 c = centre(home + AROUND[i]);
        if (distance(p, c) < distance(p, own)) {
            own = c; cell = home + AROUND[i];
        }
    }
    float row = texelFetch(t_ranks, seat_texel(cell), 0).x, edge = 1.0;
    for (int i = 0; i < 6; i++) {
        vec2 c = centre(cell + AROUND[i]);
        float seam = texelFetch(t_ranks, seat_texel(cell + AROUND[i]), 0).x != row ? 0.34 * u_parting : 0.035;
        // Rounded like the rims in a micrograph: near a corner both neighbours pull the rim in.
        float d = dot(0.5 * (own + c) - p, normalize(c - own)) - seam;
        float h = clamp(0.5 + 0.5 * (edge - d) / 0.12, 0.0, 1.0);
        edge = mix(edge, d, h) - 0.12 * h * (1.0 - h);
    }
    o = vec4(vec2(seat_texel(cell)), edge, atan(p.y - own.y, p.x - own.x));
}
