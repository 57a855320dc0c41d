// vec4 cover(vec3 low, vec3 high, int corner)
//
// A corner of an oblong of the picture in which a box is seen whole, as two triangles need it.
//
// low, high  opposite corners of the box, mm      corner  0 .. 5
// returns    clip space; all of the picture, or all around, where the box reaches behind the eye

// Longitudes and latitudes of a box in a panorama: its edges bow there, so latitudes come from its nearest and
// farthest points.
void span_around(vec3 low, vec3 high, inout vec2 least, inout vec2 most) {
    vec2 eye = u_eye.xz;
    float near = distance(clamp(eye, low.xz, high.xz), eye);
    float far = length(max(abs(low.xz - eye), abs(high.xz - eye)));
    float up = high.y - u_eye.y, down = low.y - u_eye.y;
    vec2 angle = vec2(atan(down, down < 0.0 ? near : far), atan(up, up > 0.0 ? near : far));
    vec2 place = 2.0 * (angle - u_bounds.z) / (u_bounds.w - u_bounds.z) - 1.0;
    least.y = place.x, most.y = place.y;
    if (0.5 * (most.x - least.x) * (u_bounds.y - u_bounds.x) > 3.14159) least.x = -1.0, most.x = 1.0;
}

vec4 cover(vec3 low, vec3 high, int corner) {
    vec2 least = vec2(1e9), most = vec2(-1e9);
    for (int i = 0; i < 8; i++) {
        vec4 at = project(mix(low, high, vec3(i & 1, i >> 1 & 1, i >> 2)));
        if (at.w <= 0.0) {
            least = vec2(-1.0), most = vec2(1.0);
            break;
        }
        least = min(least, at.xy / at.w), most = max(most, at.xy / at.w);
    }
    if (u_bounds.x != u_bounds.y) span_around(low, high, least, most);
    vec2 side = vec2(corner == 1 || corner == 2 || corner == 4, corner == 2 || corner == 4 || corner == 5);
    vec2 pad = 4.0 / u_output;  // px of a sample's jitter, and one to spare
    return vec4(mix(least - pad, most + pad, side), 0.0, 1.0);
}
