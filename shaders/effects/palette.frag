/*
title = "Palette collapse"
says = "The picture is left with a handful of colours, each where it looks most alike."
fault = "suppressed"
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How far every colour has gone to its nearest in the palette."
[params.palette]
default = "kiln"
choices = ["kiln", "tide", "broadcast", "paper"]
help = "The five colours that are left."
[params.grain]
default = 0.5
low = 0.0
high = 1.0
help = "How much neighbours share a colour out between them, as in a print."
[params.size]
default = 360
low = 45
high = 1080
unit = "cells"
help = "Cells of that print along the short edge."
*/
// reads   t_source
// writes  o: each colour on its way to the nearest of the palette; at amount 1 only the palette's colours
// space   nearest in Oklab; the way is straight in light, as when a veil is drawn

#include "lib/color/oklab.glsl"

// Oklab, chosen in OKLCh: a dark that is dark, two middles of other hues, two lights.
const vec3 PALETTE[20] = vec3[](
    vec3(0.10, 0.000, -0.012), vec3(0.37, -0.020, -0.062), vec3(0.52, 0.078, 0.058),
    vec3(0.74, 0.020, 0.085), vec3(0.94, 0.004, 0.032),
    vec3(0.09, -0.006, -0.022), vec3(0.33, -0.050, -0.035), vec3(0.58, -0.080, -0.020),
    vec3(0.76, 0.060, 0.050), vec3(0.96, -0.010, 0.018),
    vec3(0.06, 0.000, 0.000), vec3(0.38, 0.030, -0.130), vec3(0.60, 0.140, 0.060),
    vec3(0.78, -0.080, 0.020), vec3(0.95, 0.000, 0.060),
    vec3(0.08, 0.004, 0.004), vec3(0.40, 0.006, 0.012), vec3(0.62, 0.006, 0.018),
    vec3(0.82, 0.006, 0.024), vec3(0.96, 0.004, 0.018));

// Colour i of the palette that is set: compared, since an array read at a place not known before is slow.
vec3 ink(int i) {
    vec3 early = u_palette == 0 ? PALETTE[i] : PALETTE[i + 5];
    return u_palette < 2 ? early : u_palette == 2 ? PALETTE[i + 10] : PALETTE[i + 15];
}

// Ordered dither after Bayer, 1973: 64 thresholds, -0.5 .. 0.5.
float threshold(ivec2 c) {
    int x = c.x ^ c.y, sum = 0;
    for (int i = 0; i < 3; i++) {
        sum = sum * 4 + ((x >> i) & 1) * 2 + ((c.y >> i) & 1);
    }
    return (float(sum) + 0.5) / 64.0 - 0.5;
}

void main() {
    vec4 source = fetch_source(target_texel());
    ivec2 cell = ivec2(pixel() * float(u_size) / min(u_resolution.x, u_resolution.y));
    vec3 lab = oklab_from_linear(max(source.rgb, 0.0));
    lab.x += u_grain * 0.22 * threshold(cell);
    vec3 nearest = vec3(0.0);
    float least = 1e9;
    for (int i = 0; i < 5; i++) {
        vec3 colour = ink(i), way = lab - colour;
        float far = dot(way, way * vec3(1.0, 2.5, 2.5));  // hue counts more than a printer would have it
        nearest = far < least ? colour : nearest;
        least = min(far, least);
    }
    o = vec4(mix(source.rgb, max(oklab_to_linear(nearest), 0.0) * source.a, u_amount), source.a);
}
