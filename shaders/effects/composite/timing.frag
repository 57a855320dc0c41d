// How each line comes off the tape.
//
// reads   u_amount, u_tracking, u_drift_phase, u_hue, u_dropouts
// writes  o.x  samples by which it is late, whole      o.y  error of the colour reference, radians
//         o.z  noise of tracking, 0 .. 1               o.w  sample where a dropout begins, -1 for none
// space   lines from the foot

#include "lib/hash/pcg.glsl"

void main() {
    int line = texel().y;
    float v = 1.0 - (float(line) + 0.5) / 486.0;  // heights from the top
    uint salt = u_seed * 747796405u;
    uvec3 now = pcg3d(uvec3(line, u_frame, salt + 81u));
    uvec3 slow = pcg3d(uvec3(line / 3, u_frame / 6, salt + 82u));  // what lasts a tenth of a second
    // Where the heads leave their track: a band of a seventh of the height that climbs.
    float away = fract(v + u_drift_phase) - 0.5;
    float band = exp(-away * away * 320.0) * u_tracking * u_amount;
    // The heads change eight lines before the frame ends; the line oscillator follows over the rest.
    float late = line < 8 ? 60.0 * u_amount * exp(-0.35 * float(line)) : 0.0;
    late += band * (14.0 * sin(140.0 * away) + 10.0 * (unit(now.x) - 0.5));
    late += 1.5 * u_amount * (unit(now.y) - 0.5);
    float reference = radians(u_hue) * u_amount * (2.0 * unit(slow.x) - 1.0) * (0.35 + 2.0 * band);
    bool bare = unit(slow.y) < 0.14 * u_dropouts * u_amount;
    o = vec4(floor(late + 0.5), reference, min(band + (line < 8 ? 0.5 * u_amount : 0.0), 1.0),
             bare ? floor(unit(slow.z) * 760.0) : -1.0);
}
