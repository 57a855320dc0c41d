// The water: each cell is drawn up or down by its four neighbours. This is the whole simulation.
//
// reads   t_water, the last frame: x height, y height one frame earlier      t_places, u_rain_phase (cycles)
// writes  o.x  height now, o.y  height of the frame before; heights are about -1 .. 1
// space   cells of the grid

#include "lib/hash/pcg.glsl"

float height(ivec2 cell, ivec2 size) {
    return texelFetch(t_water, clamp(cell, ivec2(0), size - 1), 0).x;  // at the shore a ring turns back
}

// A ring of this radius around p, both in picture heights: what a drop that fell a while ago has become.
float wavelet(vec2 p, float radius) {
    float off = (length(p) - radius) / 0.030;
    return exp(-0.5 * off * off) * cos(1.8 * off) / (1.0 + 7.0 * radius);
}

void main() {
    ivec2 cell = texel(), size = ivec2(u_resolution);
    vec2 q = (vec2(cell) + 0.5 - 0.5 * u_resolution) / u_resolution.y;
    vec2 last = texelFetch(t_water, cell, 0).xy;
    if (u_frame == 0) {  // nothing to remember yet: begin with rings under way, so that a still shows some
        float sum = 0.0;
        for (int k = 0; k < 7; k++) {
            int row = int(pcg(uint(k) + u_seed * 31u) % uint(u_rows));
            sum += 0.55 * wavelet(q - texelFetch(t_places, ivec2(row, 0), 0).xy, 0.06 + 0.075 * float(k));
        }
        last = vec2(sum) * u_force;
    }
    float around = height(cell + ivec2(1, 0), size) + height(cell - ivec2(1, 0), size)
                 + height(cell + ivec2(0, 1), size) + height(cell - ivec2(0, 1), size);
    // The wave equation: speed changes by how far the neighbours stand above. 0.12 is slow; beyond 0.5 it bursts.
    float next = u_frame == 0 ? last.x : last.x + (1.0 - u_calm) * (last.x - last.y) + 0.12 * (around - 4.0 * last.x);
    next *= 1.0 - 0.3 * u_calm;
    // One drop after another; each falls beside a leaf and presses the water down while the first third lasts.
    uint drop = uint(floor(u_rain_phase));
    int row = int(pcg(drop + u_seed * 977u + 3u) % uint(u_rows));
    vec3 where = texelFetch(t_places, ivec2(row, 0), 0).xyz;
    vec2 off = (q - where.xy - vec2(0.6, -0.5) * where.z) / 0.02;
    float falling = max(0.0, 1.0 - 3.0 * fract(u_rain_phase));
    o = vec4(next - 0.10 * u_force * falling * exp(-dot(off, off)), last.x, 0.0, 0.0);
}
