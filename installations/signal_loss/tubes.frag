// Light of all tubes: each raster as its receiver makes it of what comes in.
//
// reads   t_glass, t_signal, t_small, t_large, parameters of signal and tube
// writes  o  linear light, black off the glass
// space   raster: x 0 .. 1 along a line, y 0 .. 1 down the frame

#include "atlas.glsl"
#include "wall.glsl"
#include "lib/data/states.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/noise/value.glsl"

const float SHOWN = 0.93;  // of a frame's lines; the rest is the dark bar in which the frame is synchronised

struct Air {
    float carrier, snow, scramble, still;
    float ghost, delay, burst, roll;
    float chance;
    int state, row, kind;
};

// Luma and colour of what is sent, at a place of the raster.
vec2 sent(Air air, vec2 raster) {
    vec2 at = vec2(clamp(raster.x, 0.0, 1.0), 1.0 - clamp(raster.y, 0.0, 1.0));
    if (air.kind == GREAT) return texture(t_large, at).xy;
    vec2 size = vec2(textureSize(t_small, 0));
    vec4 tile = tile_of(air.row, size);
    return texture(t_small, (tile.xy + clamp(at * tile.zw, vec2(0.5), tile.zw - 0.5)) / size).xy;
}

// Luma through the receiver's filter, and colour through its much narrower one.
vec2 received(Air air, float x, float y) {
    float fine = 0.0085 / u_bandwidth;
    vec2 a = sent(air, vec2(x - fine, y)), b = sent(air, vec2(x, y)), c = sent(air, vec2(x + fine, y));
    float wide = sent(air, vec2(x - 4.0 * fine, y)).x, far = sent(air, vec2(x + 4.0 * fine, y)).x;
    float luma = 0.25 * a.x + 0.5 * b.x + 0.25 * c.x;
    luma += 0.15 * (luma - 0.5 * (wide + far));
    float colour = 0.25 * (a.y + b.y + c.y) + 0.25 * sent(air, vec2(x - 0.02, y)).y;
    if (air.ghost > 0.0) luma += air.ghost * 0.45 * (sent(air, vec2(x - 0.02 - air.delay, y)).x - 0.35 * luma);
    return vec2(luma, colour);
}

// The receiver's own noise at a place of a line, about -1 .. 1: no finer along the line than its filter lets through.
float snow(float at, uint line, uint beat) {
    uint cell = uint(at + 4096.0);
    uvec3 a = pcg3d(uvec3(cell, line, beat)), b = pcg3d(uvec3(cell + 1u, line, beat));
    return mix(unit(a.x) + unit(a.y), unit(b.x) + unit(b.y), fract(at)) - 1.0;
}

void main() {
    vec4 glass = texelFetch(t_glass, ivec2(pixel() - u_jitter), 0);
    o = vec4(0.0, 0.0, 0.0, 1.0);
    int kind = kind_of(glass.w), row = int(glass.x + 0.5);
    float rim = glass.w - 2.0 * float(kind);
    if (glass.x < -0.5 || rim <= 0.0) return;
    vec4 s = texelFetch(t_signal, ivec2(row, 0), 0), g = texelFetch(t_signal, ivec2(row, 1), 0), f = texelFetch(t_signal, ivec2(row, 2), 0);
    Air air = Air(s.x, s.y, s.z, s.w, g.x, g.y, g.z, g.w, f.w, int(f.y + 0.5), row, kind);
    float lack = 1.0 - air.carrier;

    // The face of the tube is a little curved, and the raster with it.
    vec2 p = glass.yz * (1.0 + 0.035 * dot(glass.zy, glass.zy));
    float x = 0.5 + 0.5 * p.x, y = 0.5 - 0.5 * p.y;
    float lines = floor(float(u_lines) * (kind == GREAT ? 1.0 : 0.5));
    float down = y * SHOWN + air.roll, frame = fract(down);
    float line = floor(frame * lines);

    // Sync: weak, it lets the top of the picture curl and lines lean; gone, each band of lines goes its own way.
    float time = 6.2831853 * (u_breath_phase + air.chance);
    float curl = 0.10 * lack * lack * exp(-7.0 * frame) * sin(time);
    float lean = 0.05 * smoothstep(0.2, 0.9, lack) * (value_noise(vec2(line * 0.05, 3.0 * u_breath_phase + 7.0 * air.chance), u_seed) - 0.5);
    float tear = 0.25 * smoothstep(0.5, 0.95, lack) * (value_noise(vec2(line * 0.012, 1.7 * u_breath_phase + 31.0 * air.chance), u_seed + 1u) - 0.5);
    float along = x + curl + lean + tear;

    // A scrambled broadcast: each line is cut at a secret place and its halves changed about, every other inverted.
    uint own = uint(line) + 4096u * uint(row);
    float cut = unit(pcg2d(uvec2(own, u_seed)).x);
    float drift = cut + 0.15 * sin(time + 6.2831853 * cut);
    if (air.scramble > 0.5) along = fract(along + drift);

    // A line of the raster holds one height of the picture, and its neighbours overlap it.
    float height = (line + mix(0.5, fract(frame * lines), 0.7)) / lines / SHOWN;
    vec2 yc = received(air, along, min(height, 1.0));
    if (air.scramble > 0.5) yc = vec2(mix(0.16, 0.40, ((pcg(own) & 1u) == 0u ? yc.x : 0.75 - yc.x)), 0.15 * yc.y);

    // Carrier: what is lost of it is replaced by the receiver's own noise.
    float held = smoothstep(0.02, 0.6, air.carrier);
    float hiss = snow(along * 88.0 * sqrt(u_bandwidth), own, uint(air.still > 0.5 ? 0 : u_frame) ^ (u_seed << 8u));
    float cloud = value_noise(vec3(2.0 * x, 3.0 * frame, 1.5 * u_breath_phase + 17.0 * air.chance), u_seed + 9u);
    float luma = mix(0.17 + 0.12 * cloud, yc.x, held) + hiss * (1.5 * air.snow + 0.02 * (1.0 - held));
    float colour = yc.y * held;

    // The dark bar, and in its heart the sync, blacker than black.
    float bar = smoothstep(SHOWN, SHOWN + 0.012, frame) * smoothstep(1.0, 0.988, frame);
    luma = mix(luma, 0.06 - 0.05 * smoothstep(0.955, 0.96, frame) * smoothstep(0.985, 0.98, frame), bar);

    // A still: two bars of noise where the head crosses the tape, and half the lines.
    if (air.still > 0.5) {
        float cross = exp(-pow((frame - 0.78) * 26.0, 2.0)) + 0.6 * exp(-pow((frame - 0.16) * 40.0, 2.0));
        luma = mix(luma * 0.9 + 0.03, 0.42 + 0.4 * hiss, 0.8 * cross);
        colour = -0.4;
    }

    // Decoded: colour is a turn of the carrier's phase; without its burst the receiver shows none.
    float turn = radians(u_phase);
    vec2 iq = 0.16 * colour * air.burst * luma * vec2(cos(turn), sin(turn));
    vec3 code = luma + vec3(0.956 * iq.x + 0.621 * iq.y, -0.272 * iq.x - 0.647 * iq.y, -1.106 * iq.x + 1.703 * iq.y);
    vec3 white = mix(vec3(0.80, 0.92, 1.10), vec3(1.10, 0.97, 0.78), u_warmth * mix(0.35, 1.0, air.burst));
    vec3 light = pow(max(code, 0.0), vec3(2.2)) * white;

    // The beam: a line is a soft ridge, broader where it is bright; too fine to see, it is its mean.
    Wall w = wall_of();
    float cells = kind == GREAT ? 2.0 * float(w.side) : kind == SMALL ? 1.0 : 2.0;
    float pitch = 0.81 * cells * w.cell.y * u_resolution.y * SHOWN / lines;
    float across = fract(frame * lines) - 0.5, broad = mix(0.24, 0.44, clamp(luma, 0.0, 1.0));
    float beam = exp(-0.5 * across * across / (broad * broad)) / (broad * 2.2);
    light *= mix(1.0, beam, smoothstep(1.5, 3.0, pitch));

    // Phosphor's own grain, the glass's thickness at the rim, the fall-off to the corners.
    light *= 1.0 - 0.30 * dot(glass.yz, glass.yz) * 0.5;
    light *= smoothstep(0.0, kind == GREAT ? 0.05 : 0.03, rim);
    if (kind == GREAT) light *= 1.0 - 0.92 * u_dusk;
    o = vec4(light * exp2(u_glow) * 1.25 + vec3(0.004, 0.005, 0.006), 1.0);
}
