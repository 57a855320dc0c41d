// The signal as it arrives: late, with an echo, noise and holes.
//
// reads   t_signal, t_timing, u_amount, u_noise, u_ghost, u_delay
// writes  o.x  IRE units

#include "carrier.glsl"
#include "lib/hash/pcg.glsl"

float sent(int at, int line) {
    return texelFetch(t_signal, ivec2(on_line(at), line), 0).x;
}

void main() {
    ivec2 at = texel();
    vec4 line = texelFetch(t_timing, ivec2(0, at.y), 0);
    int place = at.x - int(line.x);
    float ghost = u_amount * u_ghost;
    float voltage = (sent(place, at.y) + ghost * sent(place - u_delay, at.y)) / (1.0 + ghost);
    // Two hashes make four even numbers: their sum is nearly normal, its deviation 1 after scaling.
    uvec3 a = pcg3d(uvec3(at, u_seed * 747796405u + uint(u_frame)));
    float noise = (unit(a.x) + unit(a.y) + unit(a.z) + unit(a.x << 12u) - 2.0) * 1.7320508;
    voltage += u_amount * noise * u_noise * (1.0 + 3.0 * line.z);
    // In the tracking band the head hears nothing in long streaks; a dropout is one, and ends with a flash.
    uvec3 b = pcg3d(uvec3(place / 24, at.y, u_seed * 747796405u + uint(u_frame)));
    float streak = step(unit(b.x), 0.5 * line.z * line.z) * exp(-0.12 * float(place - place / 24 * 24));
    float since = float(place) - line.w;
    float hole = line.w >= 0.0 && since >= 0.0 ? exp(-since / 22.0) : 0.0;
    voltage = mix(voltage, 92.0 + 20.0 * noise, clamp(streak * 0.9 + hole, 0.0, 1.0));
    o = vec4(voltage, 0.0, 0.0, 0.0);
}
