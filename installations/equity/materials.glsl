// vec4 pipe_light(Spot s, Pipe pipe, Fan fan, vec3 p, vec3 way, float px)      float breath_at(float at)
//
// Porcelain, glass, and what is not known: light of a point of a pipe, premultiplied, and how far it covers.
//
// s, pipe, fan   as body.glsl and pipes.glsl give them there; p  mm, way  unit vector, both in the shell's own frame
// px             width of a pixel there, mm
// breath_at      light of the breath at that part of the fan, 0 .. 1
// states         value porcelain, zero an open mouth at the hinge, suppressed under gauze, held frosted, missing
//                hoops without a wall

#include "seen.glsl"
#include "ray.glsl"
#include "chance.glsl"
#include "glaze.glsl"
#include "lib/light/ggx_specular.glsl"
#include "lib/light/wrap_diffuse.glsl"
#include "lib/noise/value.glsl"

const float TURN = 6.2831853;

// It goes from pair to pair along the fan, and fills the glass from where porcelain ends: for a breath all are even.
float breath_at(float at) {
    float begun = 0.36 + 0.32 * unit(pcg(u_seed * 31u + 5u));
    float way = fract(u_breath_phase + begun) * 1.6 - 0.3;
    return exp(-50.0 * (at - way) * (at - way));
}

struct Lit {
    vec3 n;
    vec3 lamp;
    float key;     // of the lamp, 0 .. 1
    float groove;  // how open it lies, 0 .. 1
    float rough;   // of its glaze; more where pipes are too thin for a highlight
    float large;   // 1 where a pipe is large enough that its walls are seen
};

Lit lit_at(Spot s, Fan fan, vec3 p, float fine, float px) {
    vec3 n = normalize(vec3(-base_slope(fan, p.xy) - fine * lean_of(s.v) * normalize(s.slope), 1.0));
    vec4 shone = texelFetch(t_layout, ivec2(LAMP, 0), 0);
    vec3 lamp = into_shell(shone.xyz, fan.lean);
    float turn = shone.w;
    vec2 off = (p.xy - vec2(0.5 * turn * fan.extent, fan.height + 0.55 * fan.extent)) / fan.extent;
    float pool = 0.07 + 1.5 * exp(-2.6 * dot(off, off));
    float deep = mix(0.3, 1.0, smoothstep(-1.0, 0.2, s.v)) * sqrt(1.0 - 0.8 * max(s.v, 0.0) * s.v);
    float large = smoothstep(6.0, 13.0, s.wide / px);
    // The room gives a little back, so that a wing that the lamp leaves stays porcelain and no brown.
    return Lit(n, lamp, 0.050 + pool * wrap_diffuse(n, lamp, 0.18), mix(0.6, deep, mix(0.5, 1.0, fine)),
               mix(0.6, 0.24, smoothstep(2.0, 12.0, s.wide / px)) * mix(1.0, 0.6, large), large);
}

// Fine rings, where porcelain or glass ended at other times.
float ring_at(Spot s) {
    float at = s.r * 512.0 - 0.5, up = floor(at);
    int across = 2 * int(s.place.x + 0.5) + s.side;
    float a = texelFetch(t_rings, ivec2(across, clamp(int(up), 0, 511)), 0).x;
    float b = texelFetch(t_rings, ivec2(across, clamp(int(up) + 1, 0, 511)), 0).x;
    return mix(a, b, at - up);
}

vec3 porcelain_light(Spot s, Pipe pipe, Lit at, vec3 way, float px) {
    uint chance = pcg(uint(s.place.x) * 31u + 7u + u_seed);
    // Slips of the same clay: lighter and darker, some with a blush.
    vec3 body = u_porcelain * mix(0.88, 0.76 + 0.24 * unit(chance), u_vary) * mix(vec3(1.0), vec3(1.0, 0.92, 0.84), mix(0.5, unit(pcg(chance)), u_vary));
    float b = breath_at(s.at), facing = max(dot(at.n, -way), 0.0), edge = pow(1.0 - facing, 3.0);
    vec3 light = body * (3.9 * at.key * at.groove) + u_glass * 0.05 * edge;
    // Light within: from the hinge, in thin places, and where the breath passes.
    float inner = 1.3 * exp(-6.0 * s.r) + 0.035 * exp(-1.0 * s.r) + 0.22 * b * exp(-1.2 * s.r);
    light += u_ember * body * u_heart * inner * (0.45 + 0.55 * facing);
    light += u_porcelain * 0.10 * exp(-max(pipe.porcelain - s.r, 0.0) * s.scale / (3.0 * s.wide));
    light *= 1.0 - 0.45 * at.large * ring_at(s);
    // The room's own light is cool: what the lamp leaves is porcelain in shade, not clay.
    light += body * vec3(0.082, 0.096, 0.118) * at.groove * (0.4 + 0.6 * facing) * smoothstep(0.15, 0.45, s.r);
    // Glaze: it mirrors the lamp, and the room where it is seen under a flat angle; here and there it is crazed.
    light += vec3(0.16) * at.large * at.groove * edge * edge * (0.3 + at.key);
    // A loop and not a branch: nobody goes through it where pipes are thin.
    for (int k = 0; k < (at.large > 0.0 ? 1 : 0); k++) {
        light *= 1.0 - 0.30 * craze(s, px, chance);
        vec3 half_way = normalize(at.lamp - way);
        float gloss = 0.10 * streak(s, at.n, half_way, px, 0.34) + 0.55 * streak(s, at.n, half_way, px, 0.07);
        light += vec3(1.0, 0.97, 0.92) * at.large * at.key * at.groove * gloss;
    }
    return light + 3.2 * at.key * at.groove * ggx_specular(at.n, -way, at.lamp, at.rough, vec3(0.07));
}

// A tube: what is seen under a flat angle mirrors (Schlick, with a glass's 4 %), then a dark and a light line where its
// inner wall turns away. Its middle is clear and dark; the lamp lies on it as a thin line, and once more, fainter and in
// the glass's own colour, on the inside of the wall behind.
vec3 tube_light(Spot s, Lit at, vec3 way, float edge, float px) {
    float clear = 1.0 - sqrt(max(1.0 - edge * edge, 0.0)), outer = edge - 0.80, inner = edge - 0.68;
    float mirror = 0.04 + 0.96 * clear * clear * clear * clear;
    float wall = 0.30 * exp(-900.0 * outer * outer) - 0.5 * exp(-300.0 * inner * inner);
    vec3 half_way = normalize(at.lamp - way), n = at.n;
    float lit = streak(s, n, half_way, px, 0.055), back = streak(s, vec3(-0.8 * n.xy, n.z), half_way, px, 0.11);
    vec3 light = u_glass * (2.4 * (mirror - 0.04) * (0.30 + 1.4 * at.key) + 0.02 + max(wall, -0.02) * (0.15 + 0.8 * at.key));
    return light + (0.10 + at.key) * (u_glass * 0.22 * back + vec3(0.95, 1.0, 1.0) * (1.1 * lit));
}

vec3 glass_light(Spot s, Pipe pipe, Lit at, vec3 way, float px) {
    // Its round end is seen under a flat angle as its sides are.
    float end = at.large * clamp(1.0 - (pipe.glass - s.r) * s.scale / s.wide, 0.0, 1.0);
    float edge = min(length(vec2(s.v, end)), max(1.0 - 0.7 * px / s.wide, 0.0)), core = pow(max(1.0 - edge, 0.0), 1.5);
    float b = breath_at(s.at), gloss = (0.25 + 2.2 * at.key) * smoothstep(1.0, 4.0, s.wide / px), far = 1.0 - at.large;
    gloss *= pow(max(1.0 - edge * edge, 0.0), 1.5);  // on a steep flank it would be finer than a pixel
    float along = clamp((s.r - pipe.porcelain) / max(pipe.glass - pipe.porcelain, 1e-3), 0.0, 1.0);
    float filled = b * smoothstep(along - 0.10, along + 0.30, 1.4 * b);
    // What light entered it runs along to its end, as in a fibre.
    float tip = exp(-max(pipe.glass - s.r, 0.0) * s.scale / (4.0 * s.wide));
    float rim = far * smoothstep(0.55, 0.95, edge);
    vec3 light = u_glass * (0.010 + 0.20 * rim * (0.3 + 2.0 * at.key) + mix(0.40, 0.10, at.large) * tip * (0.3 + 0.7 * core));
    light += u_glass * 0.07 * far * smoothstep(0.1, -0.7, s.v) * smoothstep(-1.0, -0.7, s.v);
    for (int k = 0; k < (at.large > 0.0 ? 1 : 0); k++) light += at.large * tube_light(s, at, way, edge, px);
    light += u_glass * 0.16 * ring_at(s) * at.large;
    light += filled * (u_glass * mix(0.45, 0.20, at.large) + mix(0.75, 0.80, at.large) * core * mix(u_glass, vec3(1.0), 0.5));
    return light + far * gloss * ggx_specular(at.n, -way, at.lamp, at.rough, vec3(0.05));
}

// Where porcelain ends its mouth is open: how far along (in half widths), seen a little from the front.
vec4 mouth_light(Spot s, Pipe pipe, Lit at, float e) {
    float round_it = length(vec2(e / 0.55, s.v)), b = breath_at(s.at);
    float open = smoothstep(0.0, 0.02, pipe.glass - pipe.porcelain);
    float lip = smoothstep(0.62, 0.80, round_it);
    vec3 within = u_glass * open * (0.10 + 0.9 * b) + u_ember * u_heart * 0.10 * (0.5 - 0.5 * e);
    vec3 rim = u_porcelain * (1.5 * at.key + 0.05);
    return vec4(mix(within, rim, lip), smoothstep(1.06, 0.98, round_it));
}

// Linen, wound round: its turns lie across the pipe, each a little over the last, and fray where they end. It is
// honey beside porcelain, so that from afar it is told from frost by its colour and not by its value alone.
vec3 gauze(Spot s, Lit at, float drawn) {
    float turn = (s.r * s.scale + 0.5 * s.v * s.wide) / max(1.1 * s.wide, 0.5), edge = fract(turn);
    float lap = mix(0.62, 1.0, smoothstep(0.0, 0.75, edge)) * mix(1.0, 0.55, smoothstep(0.93, 0.99, edge));
    float weft = abs(fract(5.0 * turn) - 0.5), warp = abs(fract(3.0 * s.v) - 0.5);
    float weave = mix(1.0, 0.80 + 0.4 * smoothstep(0.1, 0.4, max(weft, warp)), smoothstep(8.0, 16.0, s.wide * drawn));
    vec3 cloth = vec3(0.92, 0.45, 0.10) * (1.08 * at.key + 0.055) * (0.40 + 0.60 * at.groove);
    return cloth * mix(0.82, lap * weave, smoothstep(2.5, 6.0, drawn * s.wide));
}

// Frost: needles of ice that are thickest on a pipe's flanks. Bluer than glass, and the lightest of what is not known.
vec3 frost(Spot s, Lit at, float crystal, float drawn) {
    float ice = mix(0.60, smoothstep(0.30, 0.72, crystal), smoothstep(2.5, 8.0, drawn * s.wide));
    vec3 body = mix(vec3(0.38, 0.52, 0.95), vec3(0.66, 0.82, 1.25), clamp(ice + 0.35 * s.v * s.v, 0.0, 1.0));
    vec3 light = body * (2.45 * at.key + 0.01) * (0.20 + 0.80 * at.groove);
    return light / (1.0 + 0.5 * light);  // it never shines as porcelain does
}

// A cage of fine hoops without a wall: a place that is kept free. How much of it is wire.
float hoops(Spot s, float drawn) {
    float pitch = 2.4 * s.wide, at = (s.r * s.scale + 0.45 * s.wide * (1.0 - s.v * s.v)) / pitch;
    float px = 1.0 / drawn, off = abs(fract(at) - 0.5) * pitch, thick = max(0.12 * s.wide, 0.5 * px);
    float rail = smoothstep(thick + px, thick, (1.0 - abs(s.v)) * s.wide), hoop = smoothstep(thick + px, thick, off);
    return mix(0.05, max(hoop, rail), smoothstep(3.0, 6.0, s.wide * drawn));
}

// What is not known ends nowhere that could be read, neither far out nor near: it fades half-way.
vec4 unknown_light(Spot s, Pipe pipe, Lit at, vec3 p, float px) {
    // A loop and not a branch: nobody goes through it where nothing is held; llvmpipe computes both sides of a branch.
    float crystal = 0.0;
    for (int k = 0; k < (pipe.state == HELD ? 2 : 0); k++)
        crystal += value_noise(p * (k == 0 ? 1.6 : 4.1), u_seed + uint(k)) * (k == 0 ? 0.6 : 0.4);
    float open = 1.0 - smoothstep(0.64, 1.0, s.r / pipe.porcelain), drawn = 1.0 / px;
    vec3 warm = u_ember * u_heart * 0.5 * exp(-6.0 * s.r);  // from the hinge
    // Nothing is within the hoops: it is dark there, and wire alone has light.
    vec3 wire = u_porcelain * (2.2 * at.key + 0.02) + 0.3 * warm;
    if (pipe.state == MISSING) return vec4(wire * hoops(s, drawn), 0.9) * open;
    if (pipe.state == HELD) return vec4(frost(s, at, crystal, drawn), 1.0) * open;
    return vec4(gauze(s, at, drawn) + 0.4 * warm * at.groove, 1.0) * open;
}

vec4 known_light(Spot s, Pipe pipe, Lit at, float fine, vec3 way, float px) {
    float e = (s.r - pipe.porcelain) * s.scale / s.wide, c = sqrt(max(1.0 - s.v * s.v, 0.0));
    float steep = s.v / max(c, 0.12);  // of a round end across the pipe: its edge is as soft there as anywhere
    float hard = clamp((0.55 * c - e) * inversesqrt(1.0 + 0.30 * steep * steep) * s.wide / px + 0.5, 0.0, 1.0);
    // Towards the end of the interval porcelain is thinner, and what may still be there is mist.
    float sure = 1.0 - smoothstep(pipe.porcelain - pipe.doubt, pipe.porcelain + pipe.doubt + 1e-3, s.r);
    vec4 beyond = vec4(u_porcelain * (0.06 + 0.6 * at.key), 1.0) * (pipe.doubt > 1e-4 ? 0.8 * sure * c * c : 0.0);
    vec4 solid = vec4(0.0);
    if (hard > 0.0) {
        vec4 mouth = mouth_light(s, pipe, at, e) * fine;
        vec3 clay = porcelain_light(s, pipe, at, way, px);
        // None at all: an open cup at the hinge, its lip in the light.
        float lip = smoothstep(2.4 * px, 1.0 * px, abs(s.r - pipe.porcelain) * s.scale);
        if (pipe.state == ZERO) clay *= mix(0.30, 1.5, lip);
        solid = vec4(mix(clay, mouth.rgb, mouth.a), 1.0) * mix(0.7, 1.0, sure);
    }
    if (pipe.glass > pipe.porcelain) {
        vec3 clear = glass_light(s, pipe, at, way, px);
        float before = (pipe.glass - s.r) * s.scale / s.wide - 0.9 * (1.0 - c);
        float dome = clamp(before * inversesqrt(1.0 + 0.81 * steep * steep) * s.wide / px + 0.5, 0.0, 1.0);
        vec4 within = vec4(clear, clamp(max(clear.r, max(clear.g, clear.b)) + 0.25, 0.0, 1.0)) * dome;
        beyond += within * (1.0 - beyond.a);
    }
    return mix(beyond, solid, hard);
}

vec4 pipe_light(Spot s, Pipe pipe, Fan fan, vec3 p, vec3 way, float px) {
    float fine = fine_at(s, px);
    // What is steeper than a pixel can hold is left out.
    Spot flank = s;
    flank.v = clamp(s.v, min(px / s.wide - 1.0, 0.0), max(1.0 - px / s.wide, 0.0));
    Lit at = lit_at(flank, fan, p, fine, px);
    vec4 light = vec4(0.0);
    if (is_known(pipe.state)) light = known_light(s, pipe, at, fine, way, px);
    else light = unknown_light(s, pipe, at, p, px);
    return light;
}
