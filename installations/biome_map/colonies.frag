// Colonies: what feeds them diffuses to them and is used up, and they spread where there is enough (Gray and Scott).
//
// reads   t_colonies, the last frame; t_plan, t_bed, t_spores, u_playhead, u_fresh
// writes  o.x  food in the water, 0 .. 1, -1 where it is dry      o.y  colony, 0 .. about 0.4
//         o.z  about how far outside of a colony, cells; below 0 within      o.w  row
//
// Nothing passes from one place into another, but where both their rims are under water.

#include "spread.glsl"

const float FEED = 0.050, FOOD_SPREADS = 0.36, COLONY_SPREADS = 0.18;
const float RATE = 30.0, LONGEST = 1.25;  // steps a second, and of one frame: a longer one would not be stable

vec2 begun(float spore, float food, float wet) {
    float colony = 0.30 / (1.0 + exp(-3.0 * (spore - mix(1.3, 0.4, food)))) * wet;
    return vec2(1.0 - 1.7 * colony, colony);
}

// Within, a colony thins from its middle; outside it falls by the same share from cell to cell. Where all have died
// the next ones begin at the spores.
float outside(float colony, float spore) {
    float thin = -log2(colony + 1.5e-4 * exp2(2.5 * spore)) - 2.5;
    return thin * (thin < 0.0 ? 1.6 : 0.45);
}

void main() {
    ivec2 cell = target_texel(), last = ivec2(u_resolution) - 1;
    vec4 plan = fetch_plan(cell);
    float spore = fetch_spores(cell).x;
    float wet = plan.z < 0.0 || plan.y <= 0.0 ? 0.0 : smoothstep(0.0, 0.0012, plan.x - fetch_bed(2 * cell).x);
    if (wet == 0.0) {
        o = vec4(-1.0, 0.0, outside(0.0, spore), plan.z);
        return;
    }
    vec2 start = begun(spore, plan.y, wet);
    if (u_fresh || u_playhead == 0.0) {
        o = vec4(start, outside(start.y, spore), plan.z);
        return;
    }
    vec2 own = fetch_colonies(cell).xy, around = vec2(0.0);
    for (int i = 0; i < 4; i++) {
        ivec2 step_ = i < 2 ? ivec2(2 * i - 1, 0) : ivec2(0, 2 * i - 5), there = clamp(cell + step_, ivec2(0), last);
        vec4 peer = fetch_colonies(there);
        float open = step(0.0, peer.x);
        if (peer.w != plan.z) open *= min(fetch_plan(there).w, plan.w);
        around += 0.25 * (peer.xy - own) * open;
    }
    float used = own.x * own.y * own.y, dies = mix(0.0650, 0.0628, plan.y);
    float steps = min(RATE * u_dt, LONGEST);
    vec2 change = vec2(FOOD_SPREADS, COLONY_SPREADS) * spread() * around
                + vec2(FEED * (1.0 - own.x) - used, used - (FEED + dies) * own.y);
    // What they begin with is far from what they become: slowly at first. Before the loop ends the tide brings back what
    // it began with, so that there is no seam.
    float back = clamp((u_playhead - 0.84) / 0.14, 0.0, 1.0);
    vec2 next = own + steps * change * mix(0.12, 1.0, smoothstep(0.0, 0.08, u_playhead)) * (1.0 - back);
    next.y *= 1.0 - 0.06 * steps * (1.0 - wet);
    next = mix(next, start, mix(0.12 * steps * back * back * back, 1.0, smoothstep(0.8, 1.0, back)));
    o = vec4(next, outside(max(next.y, 0.0), spore), plan.z);
}
