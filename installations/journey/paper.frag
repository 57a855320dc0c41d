// The sheets as the lamp behind them shows them while nothing moves.
//
// reads   t_plan, t_figures, t_spans, t_edges, t_events, colours
// writes  o.rgb  linear light      o.a  how far the lamp itself is seen there, 0 .. 1
// space   heights of the picture

#include "way.glsl"
#include "lib/data/states.glsl"
#include "lib/noise/fbm.glsl"
#include "lib/math/coverage.glsl"
#include "events.glsl"

// How much of the light a sheet lets through, about 1: pulp, and fibres that lie any way. fine: 1 at a fibre's breadth
// of a few px .. 0 where none can be told.
float fibre(vec2 p) {
    float finest = clamp(log2(u_output.y / 60.0), 1.0, 8.0);
    float pulp = fbm(p * 22.0, finest, 0.62, u_seed + 3u), hairs = 0.0;
    for (uint k = 0u; k < 3u; k++) {
        float turn = 0.5 + 1.9 * float(k), scale = 46.0 * exp2(float(k) * 1.3);
        float fine = clamp(u_output.y / (scale * 28.0), 0.0, 1.0);
        if (fine < 0.1) break;
        vec2 q = mat2(cos(turn), sin(turn), -sin(turn), cos(turn)) * p * scale;
        q += 0.8 * vec2(gradient_noise(q * 0.35, u_seed + 11u + k), gradient_noise(q * 0.35, u_seed + 17u + k));
        float ridge = 1.0 - abs(gradient_noise(vec2(q.x * 0.5, q.y * 3.0), u_seed + 5u + k)) * 9.0;
        hairs += fine * max(ridge, 0.0) * max(ridge, 0.0);
    }
    return 1.0 + 0.34 * pulp - 0.26 * hairs;
}

// How far a strand is cut open. seen: its figures; along 0 .. 1 in the chamber; tongue: how much later
// it opens here; v -1 .. 1 across, shape: leaflets of a
// frond in pairs, and how far they can be told apart; px: a pixel, in chambers and in strands.
// returns x light through cuts, y how far the paper around glows, z the line of cuts that are closed, w the thickness of
// the paper, seen where a cut is open: above 0 the side that the lamp meets, below 0 the other one
vec4 fronds(vec4 seen, float along, float tongue, float v, vec2 shape, vec2 px, uint row, uint time) {
    float at = clamp(along, 0.0, 0.9999) * 10.0, i = floor(at), local = at - i, rank = along;  // rank: when it opens
    if (u_order == ORDER_BLOOM) rank = abs(2.0 * along - 1.0);
    if (u_order == ORDER_SCATTER) {
        uint h = pcg2d(uvec2(row, time)).x;
        rank = (mod(i * ((h & 1u) == 0u ? 3.0 : 7.0) + float(h >> 8u & 7u) + floor(float(row) * 3.7), 10.0) + local) / 10.0;
    }
    float pair = local * shape.x - 0.55 * abs(v), slot = clamp(floor(pair) + 0.5, 0.5, shape.x - 0.5);
    float step_ = (u_order == ORDER_BLOOM ? 2.0 : 1.0) * (slot / shape.x - local) / 10.0;  // to the middle of its leaflet
    if (u_order == ORDER_BLOOM && along < 0.5) step_ = -step_;
    rank += min(tongue, 0.06) * (u_order == ORDER_SCATTER ? 0.0 : u_order == ORDER_BLOOM ? 2.0 : 1.0) * smoothstep(0.0, 0.1, seen.x);
    float spread = max(0.5 * (seen.z - seen.y), 0.004);
    float open = 1.0 - smoothstep(seen.x - spread, seen.x + spread, rank + step_);
    float whole = 1.0 - smoothstep(seen.x - spread - 0.03, seen.x + spread + 0.03, rank);
    float lens = 0.88 * pow(max(sin(3.1415927 * local), 0.0), 0.55 * min(6.0 / shape.x, 1.0));
    float frond = mix(0.74, coverage((abs(v) - lens) * 0.5, px.y), smoothstep(1.2, 3.0, 1.0 / px.y));
    float unit_ = 10.0 * shape.x * px.x;  // a pixel, in leaflets
    float d = abs(fract(pair) - 0.5) - 0.40 * sqrt(max(1.0 - v * v / max(lens * lens, 1e-3), 0.0));
    float leaflet = coverage(d, unit_) * coverage(0.07 - abs(v), px.y * 2.0);
    float line = shape.y * frond * coverage(abs(d) - 0.06, unit_);
    float wall = shape.y * frond * open * coverage(d, unit_) * coverage(-d - 0.07, unit_) * (fract(pair) > 0.5 ? 1.0 : -1.0);
    float bleed = shape.y * open * frond * exp(-max(d, 0.0) * 9.0);
    return vec4(frond * mix(0.78 * whole, leaflet * open, shape.y), whole * (1.0 + 0.35 * bleed), line, wall);
}

float px_(Way way) {
    return 1.0 / (u_output.y * way.pitch * (1.0 - u_gap));
}

float breadth(Way way, int row) {
    return max(way_sum(way, row + 1) - way_sum(way, row), 1e-5) / max(way.pinch, 1e-4);
}

// How near the lamp stands behind the paper, 0 .. 1: it fades to the edges of the bundle, and says nothing.
float lamp_pool(Way way, vec2 p) {
    float q = 2.0 * (way.top - p.y) / max(way.whole, 1e-4) - 1.0, far = q - 1.3 * u_vary * (chance(12u) - 0.5);
    return exp(-1.1 * far * far) * (0.55 + 0.45 * smoothstep(0.1, 0.9, way.pinch));
}

vec4 strand(vec4 plan, vec2 p, Way way, float pulp) {
    int row = int(plan.x + 0.5), time = way.part < 0.5 ? way.a : way.b;
    vec4 seen = fetch_figures(ivec2(row, time)), span = fetch_spans(ivec2(row, 0));
    int state = int(seen.w + 0.5);
    float thick = max(plan.y + plan.z, 1e-3), v = plan.z / thick;  // v: 0 at the foot .. 1 at the upper edge
    float along = way_along(way, p.y, span.w);
    float here = coverage(-along, px_(way)) * coverage(along - 1.0, px_(way));
    vec2 px = vec2(px_(way), 1.0 / thick);
    float seenness = smoothstep(1.0, 3.0, thick);
    float shade = mix(1.0, 0.42 + 0.95 * pow(1.0 - v, 1.6), 0.35 + 0.65 * seenness);  // light leaks in from the foot
    vec3 sheet = u_paper * (0.75 + 0.5 * span.w) * pulp;
    float open = 0.0, warm = 0.0, line = 0.0, dim = 1.0, late = 0.0, wall = 0.0;
    vec3 tint = vec3(1.0), through = vec3(0.0);  // what comes through paper
    float long_ = 0.1 * way.pitch * (1.0 - u_gap), broad = breadth(way, row);  // of a frond, heights
    float rounds = along * 10.0 * long_ / broad;  // how often the strand's breadth goes into the way so far
    if (state == VALUE) {
        // A broad strand has fronds in several lanes, all cut alike, or leaflets would be as large as it is broad.
        float lanes = clamp(ceil(broad / clamp(long_ / 2.6, 0.008, 0.034) - 0.25), 1.0, 24.0);
        float pairs = clamp(round(long_ * lanes / (1.15 * broad)), 2.0, 60.0);
        float fine = smoothstep(1.2, 3.5, 0.1 / (pairs * px.x)) * smoothstep(4.0, 9.0, thick / lanes);
        // What opens last is a tongue, and no bar.
        float tongue = 0.8 * broad / (10.0 * long_) * ((2.0 * v - 1.0) * (2.0 * v - 1.0) - 0.33);
        vec4 f = fronds(seen, along, tongue, 2.0 * fract(v * lanes) - 1.0, vec2(pairs, fine), px * vec2(1.0, lanes), uint(row), uint(time)) * here;
        open = f.x; warm = f.y; line = f.z; wall = f.w;
        late = clamp((u_order == ORDER_BLOOM ? abs(2.0 * along - 1.0) : along) / max(seen.x, 0.15), 0.0, 1.0);
    } else if (state == ZERO) {
        // The sheet is whole, and one sees that it is.
        vec2 q = vec2((along - 0.5) * way.pitch * (1.0 - u_gap), (v - 0.5) * thick / u_output.y);
        open = here * coverage(length(q) - 0.3 * thick / u_output.y, 1.0 / u_output.y);
        dim = mix(1.0, 2.2, here);
        through = 0.3 * u_lamp * exp(-2.2 * length(q) * u_output.y / thick);  // on the paper around it
    } else if (state == SUPPRESSED) {
        // Tracing paper: the lamp is seen through it, and is warm and dim.
        vec2 q = vec2(rounds, v);
        float weave = max(smoothstep(0.30, 0.38, abs(fract((q.x + q.y) * 1.5) - 0.5)), smoothstep(0.30, 0.38, abs(fract((q.x - q.y) * 1.5) - 0.5)));
        dim = mix(1.0, 0.6, here);
        through = u_lamp * mix(vec3(1.0), u_paper, 0.2) * (0.026 + 0.05 * weave);
    } else if (state == HELD) {
        // Pleats of a sheet with frost on it: no warmth comes through, and their crests are light.
        float pleat = fract(2.0 * rounds);
        dim = mix(1.0, 0.3, here);
        through = vec3(0.24, 0.46, 1.25) * (0.025 + 0.19 * pleat);
    } else {
        // Through where the sheet is cut away one sees the night, between its two edges.
        float gone = smoothstep(0.0, 0.2, v) * smoothstep(1.0, 0.8, v);
        dim = mix(1.0, 0.02, here * gone);
        through = 0.30 * u_night * gone;
    }
    vec4 event = events_at(p, row, v, thick / u_output.y, way);
    open *= event.w, warm *= mix(0.5, 1.0, event.w);
    vec3 light = sheet * tint * dim * shade * (0.09 + 0.11 * here + 0.70 * warm);
    light += u_lamp * warm * shade * 0.10 + through * here * shade;
    light *= 1.0 - 0.35 * line * (1.0 - warm);
    float pool = lamp_pool(way, p);
    // White where it stands, amber farther off, ember where it comes through last.
    vec3 lamp = mix(u_lamp * mix(vec3(1.0), 2.2 * u_paper, 0.8), mix(u_lamp, vec3(1.0, 0.93, 0.78), 0.35 * pool), smoothstep(0.0, 0.75, pool * (1.15 - 0.75 * late)));
    light *= 1.0 - 0.5 * max(-wall, 0.0);
    light += lamp * open * (1.0 - 0.62 * max(-wall, 0.0) + 0.5 * max(wall, 0.0)) * (0.16 + 0.95 * pool) * (0.75 + 0.9 * (1.0 - v)) * (0.72 + 0.28 * pulp);
    // The cut edge has a thickness that takes light; below it the sheet behind lies in soft shadow.
    float rim = exp(-plan.y / max(min(0.045 * thick, 0.0018 * u_output.y), 0.7)) * seenness;
    light *= 1.0 - 0.45 * seenness * exp(-plan.z / max(0.10 * thick, 1.0));  // of the sheet before it
    light += (0.20 + 0.55 * warm) * rim * mix(u_paper, u_lamp, 0.7) * 0.5;
    vec3 cream = mix(u_lamp, vec3(1.0, 0.93, 0.78), 0.5);
    light = mix(light, vec3(0.004), event.y);
    light += cream * (1.3 * event.x + 0.8 * event.z);
    return vec4(light, max(open * (1.0 - event.y), event.x));
}

vec4 around(vec4 plan, float pulp) {
    bool above = plan.x > -50.0;
    float n = above ? -1.0 - plan.x : -101.0 - plan.x, part = n / float(u_layers);
    float near = exp(-plan.y / u_output.y * 20.0), lit = exp(-n * 0.85);
    vec3 sheet = mix(u_night, u_paper, 0.5 * lit);
    float shadow = 1.0 - 0.72 * exp(-plan.z / u_output.y * 30.0);  // of the sheet before it
    float body = (above ? 0.80 : 0.56) * pow(1.0 - part, 1.4) + 0.045;
    float grain = pulp * shadow;
    vec3 light = sheet * grain * body;
    light += u_halo * mix(u_paper, u_lamp, 0.4) * lit * (0.02 + 0.26 * near) * grain;
    float rim = exp(-plan.y / max(0.0016 * u_output.y, 0.7));
    light += rim * mix(2.0 * u_night, u_lamp, 0.75 * lit) * (0.05 + 0.30 * lit);
    return vec4(light, grain);
}

void main() {
    vec2 p = pixel() / u_output.y;
    vec4 plan = fetch_plan(target_texel());
    Way way = way_at(p.x);
    float pulp = fibre(p);
    o = plan.x > -0.5 ? strand(plan, p, way, pulp) : around(plan, pulp);
}
