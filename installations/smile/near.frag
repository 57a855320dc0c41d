// What is nearest at each pixel, enamel or glass: for depth, and for the hand that points.
//
// reads   t_surface, t_glass
// writes  o.x  row of the table whose figures this tooth shows, -1 where it is a mean of some, or gum
//         o.y  tile of the maps + 1, 0 where nothing is      o.w  distance from the eye, mm, 0 where nothing is

#include "place.glsl"

void main() {
    vec4 seen = fetch_surface(target_texel()), clear = fetch_glass(target_texel());
    bool pane = clear.z > 0.5 && (seen.z < 0.5 || clear.w < seen.w);
    vec4 first = pane ? clear : seen;
    int id = int(first.z) - 1;
    Areas areas = areas_of(clamp(id, 0, 31));
    o = vec4(id >= 0 && id < 32 && areas.count == 1 ? float(areas.first) : -1.0, first.z, 0.0, first.w);
}
