// vec4 pipe_light(Spot s, Pipe pipe, Fan fan, vec3 p, vec3 way, float px)      float breath_at(float at)
//
// Porcelain, glass, and what is not known: light of a point of a pipe, premultiplied, and how far it covers.
//
// s, pipe, fan   as body.glsl and pipes.glsl give them there; p  mm, way  unit vector, both in the shell's own frame
// px             width of a pixel there, mm
// breath_at      light of the breath at that part of the fan, 0 .. 1
// states         value porcelain, zero a stub with a ring of gold, suppressed under gauze, held frosted, missing
//                two lines where a pipe could stand

#include "pipes.glsl"
#include "ray.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/light/ggx_specular.glsl"
#include "lib/light/wrap_diffuse.glsl"
#include "lib/noise/value.glsl"

const float TURN = 6.2831853;
const vec3 GOLD = vec3(1.0, 0.70, 0.30);

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
};

Lit lit_at(Spot s, Fan fan, vec3 p, float fine, float px) {
    vec3 n = normalize(vec3(-base_slope(fan, p.xy) - fine * lean_of(s) * normalize(s.slope), 1.0));
    float turn = 0.7 * sin(TURN * (u_breath_phase + (u_seed == 0u ? 0.0 : unit(pcg(u_seed))))), high = radians(u_lamp);
    vec3 lamp = into_shell(vec3(sin(turn) * cos(high), sin(high), cos(turn) * cos(high)));
    vec2 off = (p.xy - vec2(0.5 * turn * fan.radius, fan.hinge + 0.85 * fan.radius)) / fan.radius;
    float pool = 0.07 + 1.5 * exp(-2.6 * dot(off, off));
    float deep = smoothstep(-1.0, 0.2, s.v) * sqrt(1.0 - 0.8 * max(s.v, 0.0) * s.v);
    return Lit(n, lamp, pool * wrap_diffuse(n, lamp, 0.18), mix(0.6, deep, mix(0.5, 1.0, fine)),
               mix(0.6, 0.18, smoothstep(1.0, 6.0, s.wide / px)));
}

// Fine rings, where porcelain or glass ended at other times.
float ring_at(Spot s) {
    float at = s.r * 512.0 - 0.5, up = floor(at);
    int across = 2 * int(s.place.x + 0.5) + s.side;
    float a = texelFetch(t_rings, ivec2(across, clamp(int(up), 0, 511)), 0).x;
    float b = texelFetch(t_rings, ivec2(across, clamp(int(up) + 1, 0, 511)), 0).x;
    return mix(a, b, at - up);
}

vec3 porcelain_light(Spot s, Pipe pipe, Lit at, vec3 way) {
    uint chance = pcg(uint(s.place.x) * 31u + 7u + u_seed);
    // Slips of the same clay: lighter and darker, some with a blush.
    vec3 body = u_porcelain * (0.76 + 0.24 * unit(chance)) * mix(vec3(1.0), vec3(1.0, 0.92, 0.84), unit(pcg(chance)));
    float b = breath_at(s.at), facing = max(dot(at.n, -way), 0.0), edge = pow(1.0 - facing, 3.0);
    vec3 light = body * (3.9 * at.key * at.groove) + u_glass * 0.05 * edge;
    // Light within: from the hinge, in thin places, and where the breath passes.
    float inner = 2.2 * exp(-7.5 * s.r) + 0.035 * exp(-1.0 * s.r) + 0.22 * b * exp(-1.2 * s.r);
    light += u_ember * body * u_heart * inner * (0.45 + 0.55 * facing);
    light += u_porcelain * 0.10 * exp(-max(pipe.porcelain - s.r, 0.0) * s.scale / (3.0 * s.wide));
    light *= 1.0 - 0.45 * ring_at(s);
    return light + 2.2 * at.key * at.groove * ggx_specular(at.n, -way, at.lamp, at.rough + 0.06, vec3(0.07));
}

vec3 glass_light(Spot s, Pipe pipe, Lit at, vec3 way, float px) {
    float edge = abs(s.v), rim = smoothstep(0.55, 0.95, edge), core = pow(max(1.0 - edge, 0.0), 1.5);
    float b = breath_at(s.at), gloss = (0.25 + 2.2 * at.key) * smoothstep(1.0, 4.0, s.wide / px);
    float along = clamp((s.r - pipe.porcelain) / max(pipe.glass - pipe.porcelain, 1e-3), 0.0, 1.0);
    float filled = b * smoothstep(along - 0.10, along + 0.30, 1.4 * b);
    // What light entered it runs along to its end, as in a fibre.
    float tip = exp(-max(pipe.glass - s.r, 0.0) * s.scale / (4.0 * s.wide));
    vec3 light = u_glass * (0.010 + 0.20 * rim * (0.3 + 2.0 * at.key) + 0.40 * tip * (0.3 + 0.7 * core));
    light += u_glass * 0.07 * smoothstep(0.1, -0.7, s.v) * smoothstep(-1.0, -0.7, s.v);
    light += u_glass * 0.16 * ring_at(s) + filled * (u_glass * 0.45 + 0.75 * core * mix(u_glass, vec3(1.0), 0.5));
    return light + gloss * ggx_specular(at.n, -way, at.lamp, at.rough, vec3(0.05));
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

vec4 unknown_light(Spot s, Pipe pipe, Lit at, vec3 p, vec3 way, float px) {
    float open = 1.0 - smoothstep(0.3, 1.0, s.r / pipe.porcelain);  // without an end that could be read
    if (pipe.state == MISSING) {
        float line = smoothstep(2.2 * px, 1.0 * px, (1.0 - abs(s.v)) * s.wide) * smoothstep(2.5, 8.0, s.wide / px);
        return vec4(u_glass * 0.22, 0.3) * max(line, 0.06) * open;
    }
    if (pipe.state == HELD) {
        float crystal = value_noise(p * 1.6, u_seed) * 0.6 + value_noise(p * 4.1, u_seed + 1u) * 0.4;
        vec3 body = mix(vec3(0.10, 0.14, 0.17), vec3(0.34, 0.41, 0.45), smoothstep(0.3, 0.7, crystal));
        return vec4(body * (1.7 * at.key + 0.08) * at.groove, 0.75) * open;
    }
    vec2 thread = abs(fract(vec2(p.x + p.y, p.x - p.y) / 1.5) - 0.5);
    float weave = smoothstep(0.24, 0.40, max(thread.x, thread.y));
    vec3 cloth = mix(0.30, 0.46, weave) * vec3(0.60, 0.56, 0.54) * (2.2 * at.key + 0.06) * at.groove;
    return vec4(cloth, 1.0) * open;
}

vec4 pipe_light(Spot s, Pipe pipe, Fan fan, vec3 p, vec3 way, float px) {
    float fine = smoothstep(0.8, 2.5, s.wide / px);
    Lit at = lit_at(s, fan, p, fine, px);
    float side = mix(1.0, clamp((1.0 - abs(s.v)) * s.wide / px, 0.12, 1.0), fine);
    if (!is_known(pipe.state)) return unknown_light(s, pipe, at, p, way, px) * side;
    float e = (s.r - pipe.porcelain) * s.scale / s.wide, c = sqrt(max(1.0 - s.v * s.v, 0.0));
    float hard = clamp((0.55 * c - e) * s.wide / px + 0.5, 0.0, 1.0);
    // Towards the end of the interval porcelain is thinner, and what may still be there is mist.
    float sure = 1.0 - smoothstep(pipe.porcelain - pipe.doubt, pipe.porcelain + pipe.doubt + 1e-3, s.r);
    vec4 mouth = mouth_light(s, pipe, at, e) * fine;
    float ring = smoothstep(0.034, 0.028, abs(s.r - pipe.porcelain));
    if (pipe.state == ZERO) mouth = vec4(GOLD * (0.25 + 0.9 * at.groove), ring);
    vec4 solid = vec4(mix(porcelain_light(s, pipe, at, way), mouth.rgb, mouth.a), 1.0) * mix(0.7, 1.0, sure);
    vec4 beyond = vec4(u_porcelain * (0.06 + 0.6 * at.key), 1.0) * (pipe.doubt > 1e-4 ? 0.8 * sure * c * c : 0.0);
    if (pipe.glass > pipe.porcelain) {
        vec3 clear = glass_light(s, pipe, at, way, px);
        float dome = clamp(((pipe.glass - s.r) * s.scale / s.wide - 0.9 * (1.0 - c)) * s.wide / px + 0.5, 0.0, 1.0);
        vec4 within = vec4(clear, clamp(max(clear.r, max(clear.g, clear.b)) + 0.25, 0.0, 1.0)) * dome;
        beyond += within * (1.0 - beyond.a);
    }
    return mix(beyond, solid, hard) * side;
}
