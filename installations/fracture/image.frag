// The plate in one raking light: glaze, cracks, gaps and gold.
//
// reads   t_pieces, t_plan, t_relief, t_clay, t_clay_bend, t_shards, t_moves, t_wounds, t_bowls, the movement, light
//         and colours, u_key_turn (degrees, where the lamp stands), u_visit, u_visit_light, u_visit_count (whom a light
//         visits, how bright it is, how many petals it has counted)
// writes  o  linear light
// space   wall; heights in wall, the face of the unbroken plate at 0

#include "wall.glsl"
#include "play.glsl"
#include "flower.glsl"
#include "stoneware.glsl"
#include "lib/data/states.glsl"
#include "lib/light/ggx_specular.glsl"
#include "lib/light/softbox.glsl"
#include "lib/tone/aces.glsl"

const float GROUND = -0.022;

float top_at(vec2 q) {
    vec4 one = fetch_pieces(ivec2(clamp(wall_px(q), vec2(0.5), u_output - 0.5)));
    return one.z < 0.5 ? GROUND : one.w;
}

// Share of the key light that reaches a point h high.
float lit_share(vec2 q, float h, vec2 toward, float slope) {
    // Interleaved gradient noise (Jimenez 2014): no two neighbours begin alike, so that steps are not seen as bands.
    vec2 own = vec2(target_texel().x, u_resolution.y - 1.0 - float(target_texel().y));  // from the top left
    float open = 1.0, t = 0.003 * exp2(0.35 * fract(52.9829189 * fract(dot(own, vec2(0.06711056, 0.00583715)))));
    for (int i = 0; i < 16; i++) {
        float over = top_at(q + toward * t) - h - t * slope;
        open = min(open, 1.0 - over / (0.003 + 0.26 * t));
        t *= 1.274;
    }
    return smoothstep(0.0, 1.0, open);
}

struct Light {
    vec3 key;      // towards the lamp
    vec3 view;
    vec3 colour;   // of the lamp here
    float open;    // share of it that arrives
};

// What a mirror would see of the room: one tall window where the lamp is, a dim wall around it.
vec3 room(vec3 way, Light l, float blur) {
    float window = softbox(way, normalize(l.key + vec3(0.0, 0.0, 0.55)), 0.25, vec2(0.16, 0.34), 0.10 + blur);
    float wall_ = 0.05 + 0.30 * pow(max(0.5 + 0.5 * dot(way, normalize(vec3(l.key.xy, 0.5))), 0.0), 3.0);
    return l.colour * (4.5 * window * l.open + 0.5 * wall_) + vec3(0.010, 0.014, 0.020);
}

// How the cloth under the plate is woven at q, about 1.
float weave(vec2 q) {
    vec2 thread = q * 260.0 + 0.6 * vec2(simplex_noise(q * 9.0, u_seed + 61u), simplex_noise(q * 9.0 + 5.0, u_seed + 61u));
    float fine = smoothstep(2.0, 5.0, 1.0 / (260.0 * pixel_width())), woven = sin(6.2831853 * thread.x) * sin(6.2831853 * thread.y);
    float nap = 0.85 + 0.30 * simplex_noise(vec2(q.x * 5.0 + 2.0 * q.y, q.y * 3.0), u_seed + 62u);
    return nap * (1.0 + 0.4 * fine * woven);
}

vec3 cloth(float woven, Light l) {
    return l.colour * l.open * woven * vec3(0.0060, 0.0064, 0.0078) + vec3(0.0010, 0.0012, 0.0017);
}

// How far the crack along an edge is open as a hairline so far from the strike. One that no longer runs ends at another
// one: it is there, or it is not, as its middle says.
float cracked(int edge, float far) {
    float rank = rank_of(edge), middle = strained(from_strike(texelFetch(t_shards, ivec2(edge, 1), 0).xy), rank);
    float open = mix(strained(far, rank), smoothstep(0.47, 0.53, middle), smoothstep(0.85, 1.0, u_movement));
    return open * (1.0 - gilded(far) * (1.0 - veined(rank)));
}

void main() {
    vec2 q0 = wall(pixel());
    vec4 seen = fetch_pieces(target_texel());
    int node = int(seen.z + 0.5);
    float h = node > 0 ? seen.w : GROUND, px = pixel_width(), aspect = u_output.x / u_output.y;
    vec2 framed = (pixel() - 0.5 * u_output) / u_output.y;  // the lamp and the eye stand before the picture

    Light l;
    float sway = sin(6.2831853 * u_breath_phase), rise = radians(27.0);
    float angle = radians(u_key_turn + 9.0 * sway);
    vec2 toward = vec2(cos(angle), sin(angle));
    l.key = vec3(toward * cos(rise), sin(rise));
    l.view = normalize(vec3(-0.55 * framed, 1.5));
    float away = length((framed - toward * vec2(0.20 * aspect, 0.20)) / vec2(0.60 * aspect, 0.85));
    float lamp = 0.07 + 2.2 / (1.0 + pow(away / 0.62, 2.6));
    l.colour = lamp * mix(vec3(0.88, 0.94, 1.0), vec3(1.0, 0.92, 0.80), clamp(lamp / 2.2, 0.0, 1.0));
    l.open = lit_share(q0, h + 0.0008, toward, tan(rise));
    float woven = weave(q0);
    if (node == 0) {
        o = vec4(tone_aces(cloth(woven, l)), 1.0);
        return;
    }
    // A light comes to one blossom after the other.
    int visited = (2 * int(u_visit + 0.5) + 1) * u_rows / 12;
    vec4 host = texelFetch(t_bowls, ivec2(visited, 0), 0);
    float beside = max(distance(seen.xy, host.xy) - host.z, 0.0), close = beside / (0.8 * host.z + 0.03);
    vec3 visit = u_visit_light * vec3(1.50, 0.82, 0.36) * exp(-close * close);
    // It brings its own dusk, so that it is seen where the window already shines, too.
    float dusk = beside / (1.5 * host.z + 0.13);
    l.colour *= 1.0 - 0.55 * min(u_visit_light, 1.0) * exp(-dusk * dusk);

    vec2 r = seen.xy, r_px = wall_px(r);
    vec4 plan = fetch_plan(ivec2(r_px)), clay = texture(t_clay, r_px / u_resolution);
    vec4 own = texelFetch(t_shards, ivec2(node, 1), 0), face = texelFetch(t_moves, ivec2(node, 1), 0);
    float far = from_strike(r), dist = plan.y, side = plan.z < 0.0 ? 1.0 : -1.0;
    int row = int(own.w), edges = int(plan.z < 0.0 ? -1.0 - plan.z : plan.z), edge = edges & 2047;
    // Beside a crack that is not there yet lies the one at which it will end.
    if (cracked(edge, far) < 0.5) {
        int next = edges >> 11 & 2047;
        if (cracked(next, far) > 0.5) {
            edge = next; dist = plan.w; side = edges >> 22 > 0 ? 1.0 : -1.0;
        }
    }
    vec2 outward = texelFetch(t_shards, ivec2(edge, 0), 0).xy * side;
    float rank = rank_of(edge);
    vec4 wb = texelFetch(t_wounds, ivec2(row, 1), 0);
    // A blossom may reach over the shards of its neighbours: what veils it must cover it there, too.
    int whose = max(int(fetch_relief(ivec2(r_px)).w), 0);
    vec4 bowl = texelFetch(t_bowls, ivec2(whose, 0), 0), says = texelFetch(t_bowls, ivec2(whose, 1), 0);
    vec2 faded_older = texelFetch(t_wounds, ivec2(whose, 0), 0).xy;
    vec2 hidden = texelFetch(t_wounds, ivec2(whose, 1), 0).xy;

    float scar = texelFetch(t_wounds, ivec2(row, 2), 0).x, local = smoothstep(0.05, 0.3, scar - 0.35 * rank);
    float run = cracked(edge, far);
    float crack = max(run, local);
    float open = max(run * parted(far, rank) * (1.0 - returned(far)), smoothstep(0.2, 0.8, wb.z));
    float laid = gilded(far) * veined(rank) * run, gold = max(laid, wb.w * local);

    Glaze g = Glaze(clay.xy, clay.z, clay.w, 0.0, 0.0, mix(0.25, 1.0, smoothstep(0.042, 0.10, clay.z)), vec3(0.0));
    float u = distance(r, bowl.xy) / max(bowl.z, 1e-3);
    int state = int(says.z + 0.5);
    fired(g, state, u);
    if (faded_older.y > 0.0) revise(g, faded_older.y, r, bowl, says);
    if (hidden.x > 0.0) seal(g, hidden.x, r, bowl, whose);
    float noise = fault_noise(r, state == HELD);
    float veil = max(hidden.y, float(state == SUPPRESSED)), held = float(state == HELD) * smoothstep(1.45, 1.0, u);
    float wash = texelFetch(t_wounds, ivec2(whose, 2), 0).y;
    if (faded_older.x > 0.0 && state == VALUE) fade(g, faded_older.x, u, noise);
    if (max(veil, wash) > 0.0) slip(g, veil, wash, r, bowl);
    if (held > 0.0) freeze(g, held, r, noise);

    // The edge of a shard is chipped: it leans out, and where it stands open the raw clay shows.
    float chip = 0.0014 + 0.0046 * open, leant = max(chip, 1.5 * px);
    float lip = (1.0 - smoothstep(0.0, leant, dist)) * chip / leant * crack * (1.0 - gold);
    vec2 slope = g.slope + face.xy - outward * 0.9 * lip;
    // A spike: the shard rises to a ridge, as a roof does.
    slope += face.z * outward * 1.4;
    vec3 normal = normalize(vec3(-slope, 1.0));
    float raw = open * (1.0 - smoothstep(0.0022, 0.0046, dist)) * (1.0 - gold);

    vec3 light = stoneware(g, normal, raw, l.key, l.colour * l.open + 1.5 * visit, l.colour);
    if (whose == visited && state == VALUE) {
        // It counts the petals that are filled: one after the other glows from within.
        Flower f = flower(r, bowl, says);
        float lit_ = smoothstep(0.0, 0.6, u_visit_count - floor(f.turn)) * smoothstep(0.55, 0.9, g.thick) * (1.0 - g.white);
        light += u_visit_light * lit_ * u_glaze * vec3(1.0, 0.80, 0.48) * 0.9 * step(u, 1.0);
    }
    // Where the surface bends within a pixel it mirrors more than one way (Tokuyoshi 2019): no edge is seen as beads.
    vec2 bent = texture(t_clay_bend, r_px / u_resolution).xy;
    float rounded = min(0.25 * dot(bent, bent), 0.18), rough = mix(0.5, 0.2, g.gloss);
    rough = sqrt(sqrt(rough * rough * rough * rough + rounded));
    vec3 way = reflect(-l.view, normal);
    float fresnel = 0.045 + 0.955 * pow(1.0 - clamp(dot(normal, l.view), 0.0, 1.0), 5.0);
    light += (1.0 - raw) * g.gloss * fresnel * room(way, l, 0.04 + 0.5 * (1.0 - g.gloss) + sqrt(rounded));
    light += (1.0 - raw) * g.gloss * ggx_specular(normal, l.view, l.key, rough, vec3(0.045)) * l.colour * l.open * 0.8;

    // A hairline: dark, no wider than it must be.
    float half_line = mix(0.0011, 0.00045, rank) * crack, drawn = max(half_line, 0.75 * px);
    float line = clamp((drawn - dist) / px + 0.5, 0.0, 1.0) * half_line / max(drawn, 1e-6);
    light = mix(light, vec3(0.010, 0.009, 0.010), line * 0.92 * (1.0 - gold));

    // Gold laid into the seam: a bead that the window runs along, and its warmth on the glaze beside it.
    if (gold > 0.0) {
        float wide = max(mix(0.0052, 0.0021, sqrt(rank)), 0.0036 * step(laid, 0.5)) * (0.82 + 0.30 * simplex_noise(r * 38.0, u_seed + 71u)) * gold * sqrt(u_span);
        wide *= (1.1 - 0.35 * min(far, 1.3) * step(0.5, laid)) * smoothstep(0.002, 0.016, fetch_relief(ivec2(r_px)).z);  // none hangs over the rim, gold on black
        float laid_out = max(wide, 0.75 * px), across = dist / laid_out;  // no narrower than a pixel, but fainter
        float cover = clamp((laid_out - dist) / px + 0.5, 0.0, 1.0) * wide / laid_out;
        float round_ = min(across, 0.96);
        vec2 grain = 0.09 * simplex_noise(r * 190.0, u_seed + 72u) * vec2(-outward.y, outward.x);  // along the seam
        vec3 bead = normalize(vec3(-(outward * 0.9 * round_ / sqrt(1.0 - round_ * round_) + 0.5 * face.xy + grain), 1.0));
        // One side of the bead is nearly white, the other nearly black: so metal is told from paint.
        float facing = max(dot(bead, l.key), 0.0);
        vec3 metal = u_gold * (room(reflect(-l.view, bead), l, 0.20) * 0.55 + l.colour * (0.03 + 1.25 * facing * facing * l.open) + visit);
        metal += ggx_specular(bead, l.view, l.key, 0.24, mix(u_gold, vec3(1.0), 0.4)) * l.colour * l.open * 1.1;
        light += u_gold * u_gold * l.colour * 0.03 * exp(-max(dist - wide, 0.0) / 0.0035) * gold * (1.0 - cover);
        // Lacquer holds it: a thin dark line on either side.
        light *= 1.0 - 0.55 * gold * (1.0 - smoothstep(0.0, 0.0016, dist - wide));
        light = mix(light, metal, cover);
    }
    light *= (1.0 - face.w) * (1.0 - face.w);
    // Its rim, cut clean where nothing stands behind it.
    light *= mix(1.0, clamp(dist / px + 0.35, 0.0, 1.0), open * (1.0 - gold));
    // The plate's own edge, smooth with one sample.
    light = mix(cloth(woven, l), light, clamp(fetch_relief(ivec2(r_px)).z / px + 0.5, 0.0, 1.0));
    o = vec4(tone_aces(light), 1.0);
}
