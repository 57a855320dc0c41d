// Slope and shade of the floor in the low sun, in cells: the picture samples it smoothly.
//
// reads   t_heights, u_azimuth, u_elevation, u_relief
// writes  o.xy  slope      o.z  share of the sun that arrives, 0 .. 1
//         o.w   how far outside of a colony, cells

#include "flat.glsl"
#include "sun.glsl"

float height(vec2 cell) {
    return texture(t_heights, (cell + 0.5) / u_resolution).x;
}

void main() {
    ivec2 cell = target_texel();
    vec2 at = vec2(cell), toward = normalize(sun_way().xy);
    float unit_ = SPAN * u_output.x / u_output.y / u_resolution.x;  // of a cell, heights of the picture
    vec4 here = fetch_heights(cell);
    vec2 slope = vec2(height(at + vec2(1, 0)) - height(at - vec2(1, 0)),
                      height(at + vec2(0, 1)) - height(at - vec2(0, 1)));
    float open = 1.0, rise = tan(radians(u_elevation)) / u_relief;
    for (int i = 1; i <= 6; i++) {
        float t = 0.7 * float(i) + 0.14 * float(i * i);
        float over = height(at + toward * t) - here.x - t * unit_ * rise;
        open = min(open, 1.0 - over / (0.0006 + 0.18 * t * unit_ * rise));
    }
    o = vec4(u_relief * slope / (2.0 * unit_), clamp(open, 0.0, 1.0), here.y);
}
