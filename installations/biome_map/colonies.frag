// Colonies: what feeds them diffuses to them and is used up, and they spread where there is enough (Gray and Scott).
//
// reads   t_colonies, the last frame; t_plan, t_bed, t_spores, u_colony, u_playhead, u_fresh
// writes  o.x  food in the water, 0 .. 1      o.y  colony, 0 .. about 0.4
//         o.z  row      o.w  how open its borders are
//
// Nothing passes from one place into another, but where both their rims are under water.

const float FEED = 0.050, FOOD_SPREADS = 0.36, COLONY_SPREADS = 0.18;

vec2 begun(float spore, float food, float wet) {
    float colony = 0.32 * smoothstep(-0.25, 0.25, spore - mix(1.3, -0.45, food * u_colony)) * wet;
    return vec2(1.0 - 1.7 * colony, colony);
}

void main() {
    ivec2 cell = target_texel(), last = ivec2(u_resolution) - 1;
    vec4 plan = fetch_plan(cell), bed = fetch_bed(2 * cell);
    float wet = smoothstep(0.0, 0.0012, plan.x - bed.x) * step(0.0, plan.z) * step(0.001, plan.y);
    vec2 start = begun(fetch_spores(cell).x, plan.y, wet);
    if (u_fresh || u_playhead == 0.0) {
        o = vec4(start, plan.zw);
        return;
    }
    vec2 own = fetch_colonies(cell).xy, around = vec2(0.0);
    for (int i = 0; i < 4; i++) {
        ivec2 step_ = i < 2 ? ivec2(2 * i - 1, 0) : ivec2(0, 2 * i - 5);
        vec4 peer = fetch_colonies(clamp(cell + step_, ivec2(0), last));
        around += 0.25 * (peer.xy - own) * (peer.z == plan.z ? 1.0 : min(peer.w, plan.w));
    }
    float used = own.x * own.y * own.y, dies = mix(0.0640, 0.0602, plan.y * u_colony);
    vec2 next = own + vec2(FOOD_SPREADS, COLONY_SPREADS) * around
              + vec2(FEED * (1.0 - own.x) - used, used - (FEED + dies) * own.y);
    next.y *= mix(0.94, 1.0, wet);
    // Before the loop ends the tide brings back what it began with: no seam.
    float back = clamp((u_playhead - 0.86) / 0.12, 0.0, 1.0);
    next = mix(next, start, back * back * back);
    o = vec4(next, plan.zw);
}
