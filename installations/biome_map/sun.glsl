// vec3 sun_way()      float chance(uint n)
//
// sun_way  unit vector to the low sun, which stands elsewhere with every seed
// chance   -0.5 .. 0.5, a number of this seed

#include "lib/hash/pcg.glsl"

float chance(uint n) {
    return unit(pcg(u_seed * 61u + n)) - 0.5;
}

vec3 sun_way() {
    float turn = radians(u_azimuth + 150.0 * chance(3u)), rise = radians(u_elevation);
    return vec3(vec2(cos(turn), sin(turn)) * cos(rise), sin(rise));
}
