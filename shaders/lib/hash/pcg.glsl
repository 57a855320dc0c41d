// uint pcg(uint n)      uvec2 pcg2d(uvec2 n)      uvec3 pcg3d(uvec3 n)      uvec4 pcg4d(uvec4 n)
// float unit(uint n)
//
// Integer hashes: well-mixed bits, the same on every driver, at every size and for ever.
//
// n        any bits
// pcg      1 -> 1, a bijection: no two inputs share an output
// pcg2d .. pcg4d   n -> n, every output lane depends on every input lane
// unit     n to [0, 1): its upper 24 bits, exact in a float; 1.0 is never reached
// exact    bit for bit
// source   Jarzynski and Olano, "Hash Functions for GPU Rendering", JCGT 9(3), 2020

uint pcg(uint n) {
    uint state = n * 747796405u + 2891336453u;
    uint word = ((state >> ((state >> 28) + 4u)) ^ state) * 277803737u;
    return (word >> 22) ^ word;
}

uvec2 pcg2d(uvec2 n) {
    n = n * 1664525u + 1013904223u;
    n.x += n.y * 1664525u;
    n.y += n.x * 1664525u;
    n ^= n >> 16;
    n.x += n.y * 1664525u;
    n.y += n.x * 1664525u;
    return n ^ (n >> 16);
}

uvec3 pcg3d(uvec3 n) {
    n = n * 1664525u + 1013904223u;
    n.x += n.y * n.z;
    n.y += n.z * n.x;
    n.z += n.x * n.y;
    n ^= n >> 16;
    n.x += n.y * n.z;
    n.y += n.z * n.x;
    n.z += n.x * n.y;
    return n;
}

uvec4 pcg4d(uvec4 n) {
    n = n * 1664525u + 1013904223u;
    for (int i = 0; i < 2; i++) {
        n.x += n.y * n.w;
        n.y += n.z * n.x;
        n.z += n.x * n.y;
        n.w += n.y * n.z;
        n ^= i == 0 ? n >> 16 : uvec4(0u);
    }
    return n;
}

float unit(uint n) {
    return float(n >> 8) * (1.0 / 16777216.0);
}
