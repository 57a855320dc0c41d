// Where colonies end, so that they cover as much of a place's wet floor as its figure says, in every frame.
//
// reads   t_count, t_table, u_moment, u_most, u_least
// writes  o.x  how far outside of its middle a colony reaches, cells, see colonies.frag
//         o.yz the same at the end of the interval at which they cover most, and least      o.w  state

#include "lib/data/cell.glsl"
#include "reach.glsl"

float covered(float bare) {
    return mix(u_most, u_least, clamp(role_part(ROLE_BARE, bare), 0.0, 1.0));
}

void main() {
    int row = texel().x;
    Cell seen = data_at(row, ROLE_BARE, u_moment);
    float state = float(role_shown(ROLE_BARE) ? seen.state : VALUE), total = 0.0, below = 0.0;
    vec3 share = vec3(0.5 * (u_most + u_least));
    if (role_shown(ROLE_BARE)) share = vec3(covered(seen.value), covered(seen.low), covered(seen.high));
    if (seen.state == ZERO && role_shown(ROLE_BARE)) share = vec3(covered(0.0));
    if (role_shown(ROLE_BARE) && seen.state != VALUE && seen.state != ZERO) {
        o = vec4(vec3(-99.0), state);
        return;
    }
    for (int i = 0; i < BINS; i++) total += fetch_count(ivec2(row, i)).x;
    vec3 found = vec3(REACH.y);
    bvec3 yet = bvec3(false);
    for (int i = 0; i < BINS; i++) {
        float here = fetch_count(ivec2(row, i)).x;
        for (int k = 0; k < 3; k++) {
            if (yet[k] || below + here < share[k] * total) continue;
            yet[k] = true;
            found[k] = reach_of(float(i) + (share[k] * total - below) / max(here, 1.0));
        }
        below += here;
    }
    o = vec4(found, state);
}
