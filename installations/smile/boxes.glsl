// vec4 box_corner(float margin)
//
// Where anything can be seen: a rectangle around each box of hull.frag, with so many px around it. A driver without a
// card works through every line of a shader at every pixel, whatever it returns before.
//
// reads   t_hull, the view
// returns clip space. All stand at one depth, and only what is nearer is drawn over another: each pixel is drawn once

#include "pose.glsl"

const float BLOCK = 4.0;  // px: such a driver draws no smaller square, and so none twice

vec4 box_corner(float margin) {
    int tile = gl_InstanceID / 4, band = gl_InstanceID % 4, corner = gl_VertexID;
    vec3 low = texelFetch(t_hull, ivec2(tile, 2 * band), 0).xyz, high = texelFetch(t_hull, ivec2(tile, 2 * band + 1), 0).xyz;
    vec2 least = vec2(1.0), most = vec2(-1.0);
    bool all_around = u_bounds.x != u_bounds.y, there = high != low;
    for (int k = 0; k < 8; k++) {
        vec4 at = project(posed(tile, mix(low, high, vec3(k & 1, (k >> 1) & 1, k >> 2))));
        if (at.w < 1e-3) all_around = there;  // beside or behind the eye: no rectangle holds it
        least = min(least, at.xy / at.w);
        most = max(most, at.xy / at.w);
    }
    least = BLOCK * floor(((0.5 + 0.5 * least) * u_resolution - margin) / BLOCK) / u_resolution * 2.0 - 1.0;
    most = BLOCK * ceil(((0.5 + 0.5 * most) * u_resolution + margin) / BLOCK) / u_resolution * 2.0 - 1.0;
    if (all_around) {
        least = vec2(-1.1);
        most = vec2(1.1);
        there = there || gl_InstanceID == 0;
    }
    vec2 place = mix(least, most, vec2(corner & 1, corner >> 1));
    return there ? vec4(place, 0.0, 1.0) : vec4(2.0, 2.0, 2.0, 1.0);
}
