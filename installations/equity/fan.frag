// The fan, part by part: whose pipes stand there and how far they reach, so that no pixel asks every area.
//
// reads   t_places, t_layout
// writes  row 0       x place   y where its pipes begin, share of the fan   z how much of it they take
//                     w how many they are
//         rows 1, 2   the left and the right wing: x where porcelain ends   y where glass ends   z half its interval
//                     w state; all along the pipe, 0 at the hinge, 1 at the end of the range

#include "lib/data/states.glsl"
#include "layout.glsl"
#include "reach.glsl"

void main() {
    float at = (float(texel().x) + 0.5) / FINE;
    int part = 0;
    for (int k = 0; k < part_count(); k++) {
        vec4 place = texelFetch(t_places, ivec2(k, 2), 0);
        if (at >= place.x) part = k;
    }
    o = vec4(float(part), texelFetch(t_places, ivec2(part, 2), 0).xyz);
    if (texel().y == 0) return;
    vec4 figure = texelFetch(t_places, ivec2(part, texel().y - 1), 0);
    int state = int(figure.z + 0.5);
    float reach = reach_of(figure.x, state);
    if (is_known(state)) o = vec4(reach, max(reach, figure.x + figure.w), figure.y, figure.z);
    else o = vec4(vec2(UNTOLD * texelFetch(t_layout, ivec2(0, 0), 0).y), 0.0, figure.z);
}
