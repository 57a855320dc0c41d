// The old paint, pushed along the motion block by block; what gets its key frame is the source again.
//
// reads   t_source, t_flow, t_begun; t_moshed: its last frame
// writes  o: linear light, premultiplied

#include "lib/hash/pcg.glsl"
#include "lib/noise/simplex.glsl"

void main() {
    ivec2 at = target_texel();
    o = fetch_source(at);
    if (u_amount == 0.0 || texelFetch(t_begun, ivec2(0), 0).x < 1.5) return;
    ivec2 cell = at / u_block;
    vec2 middle = (vec2(cell) + 0.5) * float(u_block);
    uvec4 h = pcg4d(uvec4(cell, u_frame, u_seed));
    // Fields fall one after the other: large patches whose rim follows the blocks.
    float early = 0.5 + 0.42 * simplex_noise(middle / min(u_output.x, u_output.y) * u_fields, u_seed)
        + 0.16 * (unit(pcg3d(uvec3(cell, u_seed)).x) - 0.5);
    if (early >= 1.2 * pow(u_amount, 0.6) - 0.1 || unit(h.z) < u_refresh * u_dt) return;

    vec2 reach = 8.0 * vec2(textureSize(t_flow, 0));
    vec4 flow = texture(t_flow, middle / reach);
    vec2 push = u_push * flow.xy * step(0.25, length(flow.xy)) * smoothstep(0.0, 0.1, flow.z);
    // Whole px, rounded by lot: the paint stays crisp for ever, and still moves by its fractions.
    ivec2 from = at - ivec2(floor(push + vec2(unit(h.x), unit(h.y))));
    o = fetch_moshed(clamp(from, ivec2(0), ivec2(u_output) - 1));

    float lighter = texture(t_flow, pixel() / reach).w * u_residue;
    float root = max(sqrt(max(dot(o.rgb, vec3(0.2126, 0.7152, 0.0722)), 0.0)), 0.02);
    o.rgb *= pow(clamp(1.0 + lighter / root, 0.0, 1.5), 2.0);
}
