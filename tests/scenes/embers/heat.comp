// Warmth: what comes from the embers, what a place keeps, and what it takes from its four neighbours.
//
// reads   t_rows, t_mask (its first channel: 0 is a wall), t_heat: the last frame; u_spread, u_loss, u_fresh
// writes  i_heat.x       warmth, 0 .. 1
//         i_heat_flow.xy  how it falls from left to right and from below to above, a px
// space   px of the target. A group of 8 x 8 threads holds its own places and one more on each side

shared float held[10][10];

// Warmth of the last frame at `place`; beyond the wall's edge that of the edge.
float warmth(ivec2 place) {
    return fetch_heat(clamp(place, ivec2(0), ivec2(u_resolution) - 1)).x;
}

void main() {
    ivec2 own = ivec2(gl_LocalInvocationID.xy), corner = target_texel() - own - 1;
    for (int i = int(gl_LocalInvocationIndex); i < 100; i += 64) {
        held[i / 10][i % 10] = warmth(corner + ivec2(i % 10, i / 10));
    }
    barrier();  // every thread comes here, so that all of `held` is there: only then may some leave
    if (!inside()) return;

    ivec2 at = own + 1;
    float left = held[at.y][at.x - 1], right = held[at.y][at.x + 1];
    float below = held[at.y - 1][at.x], above = held[at.y + 1][at.x];
    float kept = mix(held[at.y][at.x], 0.25 * (left + right + below + above), u_spread) * (1.0 - u_loss);

    vec4 area = fetch_rows(target_texel());
    float ember = area.x < 0.0 || area.w > 0.2 ? 0.0 : area.z;
    float wall = texture(t_mask, pixel() / u_resolution).r;
    float heat = u_fresh ? ember : max(kept, ember);
    imageStore(i_heat, texel(), vec4(heat * wall));
    imageStore(i_heat_flow, texel(), vec4(left - right, below - above, 0.0, 1.0));
}
