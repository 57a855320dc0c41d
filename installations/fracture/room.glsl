// vec2 kept(vec2 q, float margin)      float typical()      float narrow()      vec4 made_room(sampler2D before)
//
// Where blossoms may sit, and how they make room for each other.
//
// narrow     side of a tall picture by its height, 1 of a wide one
// kept       q, within the plate and so far (wall) from the edge of the picture
// typical    radius (wall) that blossoms of about the same size would have
// made_room  a row of seats.frag, after those that are squeezed moved apart and out of the large one's way
// reads      u_plate_x, u_plate_y (its middle), u_plate_w, u_plate_h, u_rows

#include "wall.glsl"

const float CROWD = 0.82;  // of the plate, how far out a blossom may sit
const float LEAST = 0.62;  // of the typical radius: whose petals could not be counted moves

float narrow() {
    return min(1.0, u_output.x / u_output.y);
}

// Nothing hangs over the rim, and nothing is cut by the picture's edge.
vec2 kept(vec2 q, float margin) {
    vec2 middle = vec2(u_plate_x, u_plate_y), edge = half_wall() - margin;
    q = mix(middle, q, min(CROWD / max(superellipse(in_plate(q)), 1e-3), 1.0));
    return clamp(q, -edge, edge);
}

// Radius that blossoms of about the same size would have.
float typical() {
    vec2 room = 2.0 * min(half_wall(), vec2(u_plate_w, u_plate_h));
    return 0.40 * sqrt(0.8 * room.x * room.y / float(max(u_rows, 1)));
}

vec4 made_room(sampler2D before) {
    vec4 own = texelFetch(before, ivec2(texel().x, 0), 0), large = vec4(0.0);
    if (own.z > 0.0) return own;
    vec2 gone = vec2(0.0);
    float want = LEAST * typical();
    for (int i = 0; i < u_rows; i++) {
        vec4 other = texelFetch(before, ivec2(i, 0), 0);
        vec2 off = own.xy - other.xy;
        float far = max(length(off), 1e-4);
        if (i == texel().x) continue;
        // The large one stays where it is: all the way is for the other to go.
        float short_ = other.z > 0.0 ? other.z + 1.2 * want - far : 0.5 * (2.2 * want - far);
        gone += off / far * max(short_, 0.0);
        if (other.z > 0.0) large = other;
    }
    // Nor does one sit where it is struck, with every vein across its petals.
    vec2 aside = own.xy - strike();
    gone += normalize(aside + 1e-4) * max(1.7 * want - length(aside), 0.0);
    vec2 q = kept(own.xy + 0.8 * gone, 0.05 * narrow()), off = q - large.xy;
    // Caught between the large one and the rim, it goes around.
    float far = max(length(off), 1e-4), caught = large.z > 0.0 ? max(large.z + 1.2 * want - far, 0.0) : 0.0;
    vec2 out_ = large.xy - vec2(u_plate_x, u_plate_y);
    vec2 along = vec2(-off.y, off.x) / far * (out_.x * off.y < out_.y * off.x ? -1.0 : 1.0);
    return vec4(kept(q + 2.0 * caught * along, 0.05 * narrow()), own.zw);
}
