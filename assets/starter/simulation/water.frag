// The water: each cell is drawn up or down by its four neighbours. This is the whole simulation.
//
// reads   t_water, the last frame: x height, y height one frame earlier      t_places, u_rain_phase (cycles)
//         u_fresh, true where there is no last frame
// writes  o.x  height now, o.y  height of the frame before; heights are about -1 .. 1
// space   cells of the grid; q: picture heights from the middle

#include "lib/hash/pcg.glsl"

float height(ivec2 cell) {
    return fetch_water(clamp(cell, ivec2(0), ivec2(u_resolution) - 1)).x;  // at the shore a ring turns back
}

// A ring of this radius around p, both in picture heights: what a drop that fell a while ago has become.
float wavelet(vec2 p, float radius) {
    float off = (length(p) - radius) / 0.030;
    return exp(-0.5 * off * off) * cos(1.8 * off) / (1.0 + 7.0 * radius);
}

// What a pond begins as: seven rings under way, so that its first frame is worth a still.
float beginning(vec2 q) {
    float sum = 0.0;
    for (int k = 0; k < 7; k++) {
        int row = int(pcg(uint(k) + u_seed * 31u) % uint(u_rows));
        sum += 0.55 * wavelet(q - fetch_places(ivec2(row, 0)).xy, 0.06 + 0.075 * float(k));
    }
    return sum * u_force;
}

void main() {
    ivec2 cell = target_texel();
    vec2 q = (vec2(cell) + 0.5 - 0.5 * u_resolution) / u_resolution.y;
    float now, next;
    if (u_fresh) now = next = beginning(q);
    else {
        vec2 last = fetch_water(cell).xy;
        float around = height(cell + ivec2(1, 0)) + height(cell - ivec2(1, 0))
                     + height(cell + ivec2(0, 1)) + height(cell - ivec2(0, 1));
        // The wave equation: speed changes by how far the neighbours stand above. 0.12 is slow; beyond 0.5 it bursts.
        now = last.x;
        next = now + (1.0 - u_calm) * (now - last.y) + 0.12 * (around - 4.0 * now);
    }
    next *= 1.0 - 0.3 * u_calm;
    // One drop after another; each falls beside a leaf and presses the water down while the first third lasts.
    uint drop = uint(floor(u_rain_phase));
    int row = int(pcg(drop + u_seed * 977u + 3u) % uint(u_rows));
    vec3 where = fetch_places(ivec2(row, 0)).xyz;
    vec2 off = (q - where.xy - vec2(0.6, -0.5) * where.z) / 0.02;
    float falling = max(0.0, 1.0 - 3.0 * fract(u_rain_phase));
    o = vec4(next - 0.10 * u_force * falling * exp(-dot(off, off)), now, 0.0, 0.0);
}
