// The share of its field's prisms that come before each prism: so that 65 of 100 are lit, exactly, and those that are
// lost are the last to be lit, so that no socket hides one in the light while both fit into the field.
//
// reads   t_fields, u_prisms, u_spread, u_output, u_rows
// writes  o.x  row, -1 on the ground
//         o.y, o.z  rank among the field's prisms for loss and for light, 0 .. 1: the one is the other from its end
//         o.w  distance to the next field, prisms

#include "wall.glsl"

void main() {
    vec4 own = texelFetch(t_fields, texel(), 0);
    float lit = 0.5, count = 1.0;
    // A field reaches at most this far; most walls need much less than the whole target.
    float aspect = min(u_output.x / u_output.y, 2.85);
    int reach = int(1.3 * prisms() * u_spread * sqrt(aspect * 3.5 / float(max(u_rows, 1)) )) + 3;
    if (own.x >= 0.0) {
        for (int y = -reach; y <= reach; y++) {
            for (int x = -reach; x <= reach; x++) {
                ivec2 at = texel() + ivec2(x, y);
                if ((x == 0 && y == 0) || at != clamp(at, ivec2(0), ivec2(u_resolution) - 1)) continue;
                vec4 peer = texelFetch(t_fields, at, 0);
                if (peer.x != own.x) continue;
                count += 1.0;
                lit += float(peer.y < own.y);
            }
        }
    }
    o = vec4(own.x, 1.0 - lit / count, lit / count, own.w);
}
