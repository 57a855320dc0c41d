// The check sum of each packet: CRC-32 of 12 bytes, red green blue of four of its px.
//
// reads   t_source, u_amount, u_rows, u_rate_phase
// writes  o.x  upper 16 bits, -1 where the packet is believed      o.y  lower 16 bits
//         o.z  256 red + green, o.w blue of its light, 0 .. 255
// space   packets
//
// CRC-32 of ISO 3309 as zlib, PNG and Ethernet have it: polynomial 0xEDB88320, bits reversed.

#include "lib/hash/pcg.glsl"

uint crc32(uint crc, uint data) {
    crc ^= data;
    for (int i = 0; i < 8; i++) {
        crc = (crc >> 1) ^ ((crc & 1u) == 1u ? 0xEDB88320u : 0u);
    }
    return crc;
}

void main() {
    ivec2 packet = texel();
    uvec3 own = pcg3d(uvec3(packet, u_seed * 747796405u + 51u));
    uint turn = uint(int(floor(u_rate_phase + unit(own.x))));
    // Doubt comes in runs of rows, as an attack does.
    float run = unit(pcg3d(uvec3(packet.y / 5, turn, u_seed)).x);
    float doubt = 0.4 * unit(pcg3d(uvec3(own.yz, turn)).x) + 0.6 * run;
    if (doubt >= u_amount || packet.y >= u_rows) {
        o = vec4(-1.0, 0.0, 0.0, 0.0);
        return;
    }
    vec2 size = u_output / vec2(8.0, float(u_rows));
    uint crc = 0xffffffffu;
    ivec3 light = ivec3(0);
    for (int i = 0; i < 4; i++) {
        ivec2 at = ivec2((vec2(packet) + vec2(0.125 + 0.25 * float(i), 0.5)) * size);
        ivec3 code = ivec3(floor(clamp(texelFetch(t_source, at, 0).rgb, 0.0, 1.0) * 255.0 + 0.5));
        light += code;
        for (int c = 0; c < 3; c++) crc = crc32(crc, uint(code[c]));
    }
    crc = ~crc;
    light = (light + 2) / 4;
    o = vec4(float(crc >> 16), float(crc & 0xffffu), float(light.r * 256 + light.g), float(light.b));
}
