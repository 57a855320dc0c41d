// The sixteen borders of each field that lie nearest to its site.
//
// reads   t_settled
// writes  column = row; o.xy  unit normal outwards      o.z  distance from the site, wall, 9 where there is none

void main() {
    int row = texel().x;
    vec4 own = texelFetch(t_settled, ivec2(row, 0), 0);
    float past = -1e9;
    int last = -1;
    vec3 found = vec3(0.0, 0.0, 9.0);
    for (int k = 0; k <= texel().y; k++) {
        float near = 9.0;
        int best = -1;
        for (int i = 0; i < u_rows; i++) {
            vec4 other = texelFetch(t_settled, ivec2(i, 0), 0);
            vec2 way = other.xy - own.xy;
            float far = length(way), off = 0.5 * (far + (own.z - other.z) / max(far, 1e-6));
            if (i == row || far < 1e-6 || off < past || (off == past && i <= last) || off >= near) continue;
            near = off; best = i;
            found = vec3(way / far, off);
        }
        if (best < 0) {
            found = vec3(0.0, 0.0, 9.0);
            break;
        }
        past = near; last = best;
    }
    o = vec4(found, 0.0);
}
