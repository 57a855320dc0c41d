/*
title = "Snow"
says = "The carrier fades: colour goes first, then the picture sinks into the receiver's own noise."
fault = "missing"
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How much of the carrier is lost."
[params.grain]
default = 1.6
low = 0.5
high = 8.0
unit = "lines"
help = "Width of a flake: the slower the receiver, the wider."
[params.hum]
default = 0.35
low = 0.0
high = 1.0
help = "How much the mains lifts and drops the noise in one broad band."
[params.drift]
default = 0.11
low = 0.02
high = 2.0
unit = "Hz"
help = "How often that band passes."
*/
// reads   t_source
// writes  o: what an envelope detector finds of the picture in noise
// space   lines: 1/486 of the height
//
// Television sends light as a lack of carrier: white is 1/8 of the carrier, black 3/4 (negative modulation,
// ITU-R BT.1701 system M). The receiver adds noise to both of its quadratures, takes the length, and turns
// its gain up as the carrier falls; without a carrier the length is Rayleigh's. Gamma is taken as 2.

#include "lib/hash/pcg.glsl"

// Two near-normal numbers of deviation 1 along a line, as slow as the receiver: neighbours are alike.
vec2 receiver_noise(vec2 at) {
    ivec2 c = ivec2(floor(at));
    float f = at.x - floor(at.x);
    uvec3 a = pcg3d(uvec3(c, u_seed * 747796405u + uint(u_frame)));
    uvec3 b = pcg3d(uvec3(c + ivec2(1, 0), u_seed * 747796405u + uint(u_frame)));
    vec2 left = vec2(unit(a.x) + unit(a.y), unit(a.z) + unit(a.x << 12u)) - 1.0;
    vec2 right = vec2(unit(b.x) + unit(b.y), unit(b.z) + unit(b.x << 12u)) - 1.0;
    return mix(left, right, f) * 2.4494897 * inversesqrt(f * f + (1.0 - f) * (1.0 - f));
}

void main() {
    vec4 source = fetch_source(target_texel());
    o = source;
    if (u_amount <= 0.0) {
        return;
    }
    float line = u_resolution.y / 486.0, v = pixel().y / u_resolution.y;
    float band = cos(6.2831853 * (v + u_drift_phase));
    float lost = clamp(u_amount * (1.0 + u_hum * (1.0 - u_amount) * band), 0.0, 1.0);
    vec3 code = sqrt(max(source.rgb, 0.0));
    float luma = dot(code, vec3(0.299, 0.587, 0.114));
    float carrier = 1.0 - lost, power = 0.30 * lost * lost;
    vec2 noise = power * receiver_noise(vec2(pixel().x / (line * u_grain), pixel().y / line));
    // Sync tips hold the gain: they stand at 1 however weak they are.
    float gain = inversesqrt(carrier * carrier + 2.0 * power * power);
    float found = gain * length(vec2(carrier * (0.75 - 0.625 * luma) + noise.x, noise.y));
    float seen = (0.75 - found) / 0.625;
    float colour = 1.0 - smoothstep(0.25, 0.6, lost);  // the colour killer
    vec3 shown = max(vec3(seen) + colour * (code - luma), 0.0);
    o.rgb = shown * shown;
    o.a = max(o.a, min(o.g, 1.0));  // snow falls where no picture is, too
}
