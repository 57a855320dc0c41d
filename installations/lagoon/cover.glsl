// vec4 cover(vec3 low, vec3 high, int corner)
//
// A corner of the smallest oblong of the picture in which a box is seen, as two triangles need it.
//
// low, high  opposite corners of the box, mm      corner  0 .. 5
// returns    clip space; all of the picture where the box reaches behind the eye
// exact      a twentieth wider than its corners are seen: in a panorama its edges bow

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
    vec2 side = vec2(corner == 1 || corner == 2 || corner == 4, corner == 2 || corner == 4 || corner == 5);
    vec2 pad = 0.05 * (most - least) + 2.0 / u_output;
    return vec4(mix(least - pad, most + pad, side), 0.0, 1.0);
}
