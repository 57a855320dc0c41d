// A creature's bell: two walls of clear glass and the light that stands in them. Light adds, nothing hides.
//
// in      says  as places.frag; form  its row 3
//         own.x  radius, px      own.y  how far off, 0 .. 1      own.z  which canals      own.w  turn of its ember's lobes
// reads   the view, lights and colours
// writes  o.rgb  linear light
// states  value light as high as it says, zero a bead of pearl, suppressed folded silk, held frost, missing a ring

#include "lib/data/states.glsl"
#include "bell.glsl"
#include "ember.glsl"

flat in vec3 from;
flat in mat3 axes;
flat in vec4 says, form, own;
flat in vec3 left, lamp;

const vec3 PEARL = vec3(0.66, 0.58, 0.52), SILK = vec3(0.068, 0.031, 0.062), ICE = vec3(0.20, 0.34, 0.52);
const vec3 WIRE = vec3(0.26, 0.25, 0.56);

// A wall of a bell of which nothing is told: silk in folds, frost that grows up from its rim, or none but the rim. They
// are told by their colours, in which there is little light: warm is only what says something, embers and the pearl.
vec3 covered(int state, vec3 p, vec2 rays, float lit, float edge, float above, float px) {
    // A ring, however large: the larger, the finer, or it would be a lens.
    if (state == MISSING) {
        float fine = mix(200.0, 900.0, smoothstep(40.0, 110.0, 1.0 / px));
        return WIRE * 1.7 / (1.0 + fine * above * above / max(1.0, 60.0 * px * px));
    }
    if (state == HELD) {
        float fern = max(rays.x, 1.0 - 2.0 * abs(rays.y)), grown = smoothstep(0.62 - 0.5 * max(fern, 0.0), 1.0, p.y);
        return ICE * (0.003 + 0.31 * grown * grown * max(fern, 0.0) + 0.09 * edge);
    }
    float fold = 0.5 + 0.5 * (rays.x * cos(2.0 * p.y) - rays.y * sin(2.0 * p.y));
    vec2 weave = 0.5 + 0.5 * cos(6.2831853 / max(0.16, 5.0 * px) * vec2(p.x + p.y + p.z, p.x - p.y + p.z));
    return SILK * (0.26 + 0.70 * fold * fold + 0.20 * max(lit, 0.0)) * (1.0 - 0.3 * weave.x * weave.y);
}

// e^(i n phi) for n 8, 12 or 16 by squares: as many canals as a creature has.
vec2 turned(vec2 p, float many) {
    vec2 q = p * inversesqrt(max(dot(p, p), 1e-6));
    vec2 two = vec2(q.x * q.x - q.y * q.y, 2.0 * q.x * q.y), four = vec2(two.x * two.x - two.y * two.y, 2.0 * two.x * two.y);
    vec2 eight = vec2(four.x * four.x - four.y * four.y, 2.0 * four.x * four.y);
    vec2 more = many < 0.5 ? vec2(1.0, 0.0) : many < 1.5 ? four : eight;
    return vec2(eight.x * more.x - eight.y * more.y, eight.x * more.y + eight.y * more.x);
}

void main() {
    vec3 ray = view_ray(), way = ray * axes;
    float to = -dot(from, way) / dot(way, way), off;
    vec3 near = from + to * way, walls[2];
    if (!meet(near, way, form.x, walls[0], walls[1], off)) discard;
    int state = int(says.w + 0.5);
    // Water between softens: what lies far off has no fine line.
    float px = max(1.0 / own.x, 0.09 * own.y), half_ = off * sqrt(dot(way, way)), edge_of = clamp(0.5 * half_ * half_ / px, 0.0, 1.0);
    float shade = float(state == VALUE), shines = state == HELD ? 0.4 : shade, clear = 1.0 - own.y;
    float share = clamp(0.5 * (says.x + says.y), 0.0, 1.0), gain = mix(0.4, 3.3, share * sqrt(share));
    vec3 tint = mix(mix(u_clear, u_water, 0.2), u_water, share);  // the less, the nearer to clear glass
    float fine = smoothstep(40.0, 140.0, own.x) * clear, narrow = max(1.0, px * 36.0);
    // The light that stands in it has a surface, as sharp as the figure is sure.
    float unsure = 0.5 * (says.y - says.x), skin = max(max(0.030, 1.6 * px), 0.8 * unsure);
    vec3 light = vec3(0.0);
    float front = 0.0;  // how much of a wall there is before the other
    for (int k = 0; k < 2; k++) {
        vec3 p = walls[k];
        vec2 rays = turned(p.xz, own.z);
        float rim = 1.0 - form.y * (0.5 + 0.5 * rays.x), above = rim - p.y;
        float here = clamp(0.5 + above * 0.8 / px, 0.0, 1.0) * step(0.0, p.y) * edge_of;
        vec3 n = vec3(p.x, form.x * p.y - 0.5 * (1.0 + form.x), p.z);  // outwards, in these units
        float cosine = off * dot(way, way) / (length(n) * sqrt(dot(way, way))), lit = dot(n, lamp) * inversesqrt(dot(n, n));
        // A wall is seen where one looks along it: a line of light, and a breath of it further in.
        float thin = 0.13 / (0.13 + cosine), broad = 0.42 / (0.42 + cosine), line = thin * thin * thin, edge = line + 0.13 * broad * broad * broad;
        float lip = 1.0 / (1.0 + 2600.0 / (narrow * narrow) * above * above) / narrow;
        float height = 1.0 - p.y, fills = smoothstep(says.x - 0.5 * px - 0.02, says.y + 0.5 * px + 0.02, height), full = (1.0 - fills) * shade;
        float level = (height - 0.5 * (says.x + says.y)) / skin, surface = 0.024 / skin / (1.0 + 1.5 * level * level) * full;
        float wide = max(0.022, 1.3 * px), canal = 1.0 / (1.0 + (1.0 - rays.x) * dot(p.xz, p.xz) / (wide * wide * 90.0));
        canal *= canal * 0.022 / wide;
        // Fine ribs and rings, seen where a bell is large.
        float more = rays.x * rays.x - rays.y * rays.y;
        canal += fine * 0.35 * smoothstep(0.25, 1.0, p.y) * max(2.0 * more * more - 1.0, 0.0);
        canal *= 1.0 - fine * 0.5 * (0.5 + 0.5 * cos(90.0 * p.y)) * smoothstep(0.2, 0.8, p.y);
        vec3 dark = (u_clear * (0.008 + 0.60 * edge + 0.04 * canal + 0.16 * lip) + vec3(0.24, 0.38, 0.66) * (0.35 + 0.8 * fine) * line) * u_glass;
        vec3 bright = tint * (0.016 + 0.07 * share * half_ + 1.1 * edge + 0.12 * canal + 0.50 * lip) * gain;
        if (state == ZERO) dark *= 0.26;  // an empty bell of clear glass
        else if (state != VALUE) dark = covered(state, p, rays, lit, edge, above, px);
        vec3 come = mix(vec3(0.36, 0.34, 0.95), vec3(0.50, 0.86, 0.74), full) * form.z * (0.01 + 0.75 * edge + 0.10 * canal + 0.22 * lip) * max(lit + 0.3, 0.0) * shade;
        vec3 wall = come + mix(dark, bright, full) * (0.6 + 0.7 * max(lit, 0.0)) * (1.0 + 0.45 * form.z) + tint * 0.8 * surface * gain;
        light += wall * here * (k == 0 ? 1.0 : mix(0.9, 0.5, front));
        front = here;
        if (k == 0) {  // the lamp in the glass
            float s = max(lit, 0.0);
            s *= s, s *= s, s *= s, s *= s;
            light += vec3(0.75, 0.9, 1.0) * (0.10 + 0.04 * form.z) * s * s * here * u_glass * shines * clear;
        }
    }
    vec3 core = vec3(0.0, EMBER, 0.0) - near;  // its ember, at the mouth
    vec3 miss = core - dot(core, way) / dot(way, way) * way;
    float reach = ember_reach(says.z), one = dot(miss, miss) / (reach * reach);
    if (says.z < 0.0) {  // not known: a hollow ring
        float ring = (sqrt(one) - 0.75) * reach / max(0.05, 1.2 * px);
        light += vec3(0.11, 0.13, 0.27) * exp(-ring * ring) * shade;
    }
    // A light inside: hot in its middle, four lobes where it is near, and the water that it reddens.
    if (one < 1.0 && says.z > 0.0 && state == VALUE) {
        float lobes = 0.0, air = 1.0 - one, near_ = smoothstep(20.0, 60.0, own.x) * clear;
        vec2 lobe = 0.42 * reach * vec2(cos(own.w), sin(own.w));
        for (int k = 0; k < 4; k++) {
            vec3 at = core + vec3(lobe.x, 0.0, lobe.y);
            vec3 off_ = (at - dot(at, way) / dot(way, way) * way) * vec3(1.0, 0.8, 1.0);
            float soft = max(1.0 - dot(off_, off_) / (0.13 * reach * reach), 0.0);
            lobes += 1.1 * soft * soft * (1.9 - 1.2 * soft), lobe = vec2(-lobe.y, lobe.x);
        }
        float heart = mix(1.1 * air * air * air, min(lobes, 1.6), near_), glow = air * air;
        light *= 1.0 - 0.2 * min(heart * says.z + 0.5 * glow * says.z, 1.0);
        light += (u_ember * (0.60 * heart + 0.30 * glow) + (0.25 * u_ember + vec3(0.12, 0.10, 0.06)) * heart * heart) * (0.15 + 1.1 * says.z) * says.z * u_heart;
    }
    if (state == ZERO) {
        float away = length(miss), up = sqrt(max(BEAD * BEAD - away * away, 0.0)) / BEAD;
        float shine = 0.5 + 0.5 * dot(normalize(-miss + up * BEAD * normalize(-way) + 1e-4), lamp);
        light += 0.70 * PEARL * (0.03 + 0.52 * shine * shine * shine + 0.16 * (1.0 - up)) * clamp((BEAD - away) * own.x, 0.0, 1.0);
    }
    o = vec4(light * left, 0.0);
}
