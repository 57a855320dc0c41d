// How broad each strand is at each time, heights of the picture where strands do not draw together.
//
// reads   t_figures, t_spans, u_fill
// writes  o.x; 0 before its first figure and after its last one
//         areas across, times up

#include "chance.glsl"
#include "lib/data/states.glsl"

void main() {
    vec4 seen = fetch_figures(texel()), span = fetch_spans(ivec2(texel().x, 0));
    int state = int(seen.w + 0.5);
    float one = min(u_fill * varied(6u, 0.86, 1.08) / float(max(u_rows, 1)), 0.22), broad = 0.65;
    if (state == VALUE) broad = 0.4 + 1.2 * seen.x;
    if (state == ZERO) broad = 0.4;
    if (state == SUPPRESSED || state == HELD) broad = 1.0;  // as one of half
    bool there = float(texel().y) >= span.x && float(texel().y) <= span.y;
    o = vec4(there ? one * span.z * broad : 0.0, 0.0, 0.0, 1.0);
}
