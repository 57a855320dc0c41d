// Light of all tubes: each raster as its receiver makes it of what comes in.
//
// reads   t_glass, t_signal, t_shown, t_small, t_large, parameters of signal and tube
// writes  o  linear light, black off the glass
// space   raster: x 0 .. 1 along a line, y 0 .. 1 down the frame

#include "atlas.glsl"
#include "wall.glsl"
#include "lib/hash/pcg.glsl"
#include "lib/noise/value.glsl"
#include "lib/video/beam.glsl"
#include "lib/video/snow.glsl"
#include "lib/video/yiq.glsl"

const float SHOWN = 0.93;  // of a frame's lines; the rest is the dark bar in which the frame is synchronised

struct Air {
    float carrier, snow, scramble, still;
    float ghost, delay, burst, roll;
    float chance, overload, foreign, frost;
    int kind;
    vec4 tile;   // corner and size of its picture, of the whole target
    vec2 inset;  // half a texel of that picture
};

// Luma and colour of what is sent, at a place of the raster.
vec3 sent(Air air, vec2 raster) {
    vec2 at = vec2(clamp(raster.x, 0.0, 1.0), 1.0 - clamp(raster.y, 0.0, 1.0));
    if (air.kind == GREAT) return texture(t_large, at).xyz;
    return texture(t_small, air.tile.xy + clamp(at, air.inset, 1.0 - air.inset) * air.tile.zw).xyz;
}

// Luma through the receiver's filter, and colour through its much narrower one.
vec3 received(Air air, float x, float y) {
    float fine = 0.0085 / u_bandwidth;
    vec3 a = sent(air, vec2(x - fine, y)), b = sent(air, vec2(x, y)), c = sent(air, vec2(x + fine, y));
    vec3 wide = sent(air, vec2(x - 3.0 * fine, y));
    float far = sent(air, vec2(x + 3.0 * fine, y)).x;
    float luma = 0.25 * a.x + 0.5 * b.x + 0.25 * c.x;
    luma += 0.15 * (luma - 0.5 * (wide.x + far));
    vec2 colour = 0.25 * (a.yz + b.yz + c.yz + wide.yz);
    if (air.ghost > 0.0) {  // what came by a longer way has lost its edges
        float later = x - 0.02 - air.delay;
        float echo = 0.5 * (sent(air, vec2(later - 0.008, y)).x + sent(air, vec2(later + 0.008, y)).x);
        luma += air.ghost * 0.38 * (echo - 0.35 * luma);
    }
    return vec3(luma, colour);
}

// Luma through frosted glass before the camera: somebody sits there, and faces us; where their lamp stands is not told.
float frosted(Air air, vec2 at) {
    float sum = 0.0, weight = 0.0;
    for (int i = 0; i < 24; i++) {
        float far = sqrt((float(i) + 0.5) / 24.0), angle = 2.39996 * float(i), w = exp(-1.5 * far * far);
        sum += w * sent(air, at + 0.12 * far * vec2(0.75 * cos(angle), sin(angle))).x;
        weight += w;
    }
    return 0.095 + 0.63 * sum / weight;
}

void main() {
    vec4 glass = fetch_glass(target_texel());
    o = vec4(0.0, 0.0, 0.0, 1.0);
    int kind = kind_of(glass.w), row = int(glass.x + 0.5);
    float rim = glass.w - 2.0 * float(kind);
    if (glass.x < -0.5 || rim <= 0.0) return;
    vec4 s[4];
    for (int i = 0; i < 4; i++) {
        s[i] = texelFetch(t_signal, ivec2(row, i), 0);
        if (kind == GREAT) s[i] = texelFetch(t_shown, ivec2(i, 0), 0);
    }
    Air air = Air(s[0].x, s[0].y, smoothstep(0.0, 0.6, s[0].z), s[0].w, s[1].x, s[1].y, s[1].z, s[1].w,
                  s[2].w, s[3].x, s[3].y, s[3].z, kind, vec4(0.0), vec2(0.0));
    vec2 size = vec2(textureSize(t_small, 0));
    air.tile = tile_of(row, size);
    air.inset = 0.5 / air.tile.zw;
    air.tile /= size.xyxy;
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
    vec2 drift = vec2(cos(time), sin(time));  // round and round: a breath has no seam
    float leans = value_noise(vec3(line * 0.05, 0.7 * drift), u_seed + uint(row)) - 0.5;
    float tears = value_noise(vec3(line * 0.012, 0.5 * drift), u_seed + 977u + uint(row)) - 0.5;
    float lean = 0.05 * smoothstep(0.2, 0.9, lack) * leans + 0.25 * smoothstep(0.5, 0.95, lack) * tears;
    float along = x + curl + lean;

    // A scrambled broadcast: every line is late by a secret time, every fourth inverted. Someone is there.
    uint own = uint(line) + 4096u * uint(row);
    uvec2 key = pcg2d(uvec2(own, u_seed));
    float late = unit(key.x) - 0.5 + 0.12 * sin(time + 6.2831853 * unit(key.y));
    along += 0.27 * late * air.scramble;

    // A line of the raster holds one height of the picture, and its neighbours overlap it.
    float height = (line + mix(0.5, fract(frame * lines), 0.7)) / lines / SHOWN;
    vec3 yc = received(air, along, min(height, 1.0));
    if (air.frost > 0.0) yc.x = mix(yc.x, frosted(air, vec2(along, height)), air.frost);
    float veil = mix(0.10, 0.43, (key.y & 3u) != 0u ? yc.x : 0.72 - yc.x);
    // Violet: no clay and no lamp has that colour, and no lamp's warmth may be read into it.
    yc = mix(yc, vec3(veil, 0.72, 0.70), air.scramble);

    // Carrier: what is lost of it is replaced by the receiver's own noise.
    float held = smoothstep(0.02, 0.6, air.carrier);
    uint beat = uint(air.still > 0.5 ? 0 : u_frame) ^ (u_seed << 8u);
    float hiss = video_snow(along * 88.0 * sqrt(u_bandwidth), own, beat);
    hiss *= 1.0 - 0.35 * hiss * hiss;  // its rare extremes are sparks from frame to frame
    float cloud = value_noise(vec3(vec2(2.0 * x, 3.0 * frame) + 0.6 * drift, 0.5 * drift.x), u_seed + 9u + uint(row));
    float grain = (1.4 * air.snow + 0.02 * (1.0 - held)) * (0.5 + 0.5 * sqrt(max(yc.x, 1.0 - held)));
    grain *= exp2(-0.6 * max(u_glow, 0.0));  // a tube driven hard would make sparks of it
    float luma = mix(0.12 + 0.10 * cloud, yc.x, held) + hiss * grain;
    vec2 colour = yc.yz * held;

    // The dark bar, and in its heart the sync, blacker than black.
    float bar = smoothstep(SHOWN, SHOWN + 0.012, frame) * smoothstep(1.0, 0.988, frame);
    luma = mix(luma, 0.06 - 0.05 * smoothstep(0.955, 0.96, frame) * smoothstep(0.985, 0.98, frame), bar);

    // A still: two bars of noise where the head crosses the tape, and no colour but that of frosted glass.
    vec2 head = (frame - vec2(0.80, 0.14)) * vec2(26.0, 40.0);
    float cross = exp(-head.x * head.x) + 0.6 * exp(-head.y * head.y);
    luma = mix(luma, mix(luma * 0.9 + 0.03, 0.34 + 0.3 * hiss, 0.7 * cross), air.still);
    colour = mix(colour, vec2(mix(-0.4, -1.1, air.frost), 0.0), air.still);
    // Too strong to be true: the whites are crushed, and the mains are heard in the picture.
    luma = mix(luma, min(luma * 1.7, 0.92) + 0.05 * sin(6.2831853 * (2.0 * frame + u_breath_phase)), air.overload);
    // Another sender on this channel: its carrier beats with ours, in fine slanting lines.
    luma += 0.07 * air.foreign * sin(6.2831853 * (0.25 * frame * lines + 9.0 * x + 2.0 * u_breath_phase));

    // Decoded: colour is a turn of the carrier's phase; without its burst the receiver shows none.
    vec3 code = video_rgb(luma, 0.16 * colour * air.burst * luma, radians(u_phase));
    vec3 white = mix(vec3(0.80, 0.92, 1.10), vec3(1.10, 0.97, 0.78), u_warmth * mix(0.1, 1.0, air.burst));
    vec3 light = pow(max(code, 0.0), vec3(2.2)) * white;

    Wall w = wall_of();
    float cells = kind == GREAT ? 2.0 * float(w.side) : kind == SMALL ? 1.0 : 2.0;
    float pitch = 0.81 * cells * w.cell.y * u_resolution.y * SHOWN / lines;
    light *= video_beam(fract(frame * lines), luma, pitch);

    // Phosphor's own grain, the glass's thickness at the rim, the fall-off to the corners.
    light *= 1.0 - 0.30 * dot(glass.yz, glass.yz) * 0.5;
    light *= smoothstep(0.0, kind == GREAT ? 0.05 : 0.03, rim);
    o = vec4(light * exp2(u_glow) * 1.25 + vec3(0.004, 0.005, 0.006), 1.0);
}
