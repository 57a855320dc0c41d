// vec4 settled(sampler2D before)
//
// One round in which fields find their size: each moves to its middle, and its borders lean until its part of the wall
// is the part that it is to have (power diagrams: F. Aurenhammer, SIAM J. Comput. 16, 1987).
//
// before   texel of each row: site (wall), power and area that it is to have (wall^2)
// returns  the same, a round later

#include "wall.glsl"

const int RAYS = 24;

vec4 settled(sampler2D before) {
    int row = texel().x;
    vec4 own = texelFetch(before, ivec2(row, 0), 0);
    float reach[RAYS], least = -9.0, most = 9.0;
    for (int k = 0; k < RAYS; k++) reach[k] = 9.0;
    for (int i = 0; i < u_rows; i++) {
        vec4 other = texelFetch(before, ivec2(i, 0), 0);
        vec2 way = other.xy - own.xy;
        float far = length(way);
        if (i == row || far < 1e-6) continue;
        way /= far;
        // However large its neighbours are to be, its site stays within its borders, and theirs within theirs.
        least = max(least, other.z - 0.5 * far * far);
        most = min(most, other.z + 0.5 * far * far);
        float off = max(0.5 * (far + (own.z - other.z) / far), 0.15 * far);
        for (int k = 0; k < RAYS; k++) {
            float turn = 6.2831853 * float(k) / float(RAYS), along = dot(way, vec2(cos(turn), sin(turn)));
            if (along > 0.0) reach[k] = min(reach[k], off / along);
        }
    }
    float area = 0.0;
    vec2 middle = vec2(0.0);
    for (int k = 0; k < RAYS; k++) {
        float turn = 6.2831853 * float(k) / float(RAYS), low = 0.0, high = reach[k];
        vec2 way = vec2(cos(turn), sin(turn));
        for (int i = 0; i < 12 && within_wall(own.xy + high * way) < 0.0; i++) {
            float half_ = 0.5 * (low + high);
            if (i == 11 || within_wall(own.xy + half_ * way) < 0.0) high = half_; else low = half_;
        }
        area += high * high;
        middle += high * high * high * way;
    }
    middle *= 2.0 / (3.0 * max(area, 1e-6));
    area *= 3.1415927 / float(RAYS);
    float power = own.z + 0.35 * own.w * clamp(log(own.w / max(area, 1e-9)), -1.0, 1.0);
    return vec4(own.xy + 0.85 * middle, min(max(power, least), most), own.w);
}
