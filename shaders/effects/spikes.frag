/*
title = "Spikes"
says = "Columns shoot out of the picture, drawn into threads of light: values that cannot be true."
fault = "implausible"
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How many columns shoot, and how high."
[params.reach]
default = 0.8
low = 0.05
high = 1.5
unit = "heights"
help = "Length of the longest; most stay far shorter."
[params.width]
default = 7.0
low = 1.0
high = 120.0
unit = "px"
help = "Width of a column."
[params.rate]
default = 0.4
low = 0.0
high = 4.0
unit = "Hz"
help = "How often a column may shoot; it rises at once and sinks slowly."
[params.base]
default = 0.4
low = 0.0
high = 1.0
unit = "heights"
help = "Height about which they grow."
[params.scatter]
default = 0.7
low = 0.0
high = 1.0
unit = "heights"
help = "How far above and below that a column looks for its brightest place, to grow from there."
[params.shine]
default = 0.8
low = 0.0
high = 3.0
unit = "stop"
help = "Light that gathers towards the tip."

[draw]
footprint = {whole = ["source"]}
*/
// reads   t_source: linear light, premultiplied
// writes  o: the source, and over it what lay at a column's foot, drawn out upwards
// space   px, y up; heights of the picture

#include "lib/hash/pcg.glsl"
#include "lib/noise/value.glsl"

// Height of the brightest of eight places of a column, px: spikes grow out of light.
float foot_of(int column, uint era) {
    float best = -1.0, foot = 0.0;
    int x = clamp(int((float(column) + 0.5) * u_width), 0, int(u_output.x) - 1);
    for (int i = 0; i < 8; i++) {
        float lot = unit(pcg4d(uvec4(column, era, i, u_seed)).x);
        float y = clamp(u_base + u_scatter * (lot - 0.5), 0.0, 0.999) * u_output.y;
        float light = dot(fetch_source(ivec2(x, y)).rgb, vec3(0.2126, 0.7152, 0.0722));
        if (light > best) {
            best = light;
            foot = y;
        }
    }
    return foot;
}

void main() {
    ivec2 at = target_texel();
    o = fetch_source(at);
    int column = int(floor(pixel().x / u_width));
    // Columns shoot in crowds: where is the seed's choice, and the members go off one by one.
    float crowd = value_noise(vec2((float(column) + 0.5) * u_width / u_output.y * 4.5, 0.5), u_seed + 1u);
    float phase = u_rate_phase + unit(pcg2d(uvec2(column, u_seed)).x), beat = fract(phase);
    uint era = uint(int(floor(phase)));
    uvec3 h = pcg3d(uvec3(column, era, u_seed));
    if (u_amount == 0.0 || crowd * 0.65 + unit(h.x) * 0.35 > 0.2 + 0.5 * u_amount) return;

    // Heavy tail: half stay below a third of the reach.
    float tail = 0.08 + 0.92 * pow(unit(h.y), 2.0);
    float rise = u_rate > 0.0 ? smoothstep(0.0, 0.04, beat) * exp2(-1.2 * beat) * (1.0 - smoothstep(0.85, 1.0, beat)) : 1.0;
    float span = sqrt(u_amount) * u_reach * tail * rise * u_output.y;  // px
    float up = (pixel().y - foot_of(column, era)) / max(span, 1.0);
    if (up < 0.0 || up > 1.0) return;

    // A short piece of the picture is drawn out to the whole column, which thins towards its tip.
    int from = clamp(int(pixel().y - (up - 0.05 * up * up) * span), 0, int(u_output.y) - 1);
    vec4 drawn = fetch_source(ivec2(at.x, from));
    float middle = abs(fract(pixel().x / u_width) - 0.5) * 2.0;
    float wide = u_width < 3.0 ? 1.0 : pow(1.0 - up, 0.4);
    float body = clamp((wide - middle) * 0.5 * u_width + 0.5, 0.0, 1.0) * (1.0 - smoothstep(0.7, 1.0, up));
    drawn.rgb *= exp2(u_shine * up);
    o = body * drawn + (1.0 - body * drawn.a) * o;
}
