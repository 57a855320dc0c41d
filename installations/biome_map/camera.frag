// Where the camera stands: over the whole map, or on its way to the place that is visited.
//
// reads   t_extent, t_ground_areas, u_near, u_place, u_visits, u_travel, u_visit, u_arrived, u_way
// writes  texel 0  the camera, as lens.glsl has it
//         texel 1  o.xy  where the sun's light rests      o.z  how much room is there, heights of the picture

#include "lib/place/centre.glsl"

// Middle and room of the place of a visit, by rows as scene.py says them; where the map has none of that row, the middle of the map.
vec3 visit_at(float visit) {
    int row = (u_place + int(visit + 0.5) * (u_rows % 19 == 0 ? 23 : 19)) % max(u_rows, 1);
    float room = place_radius(row);
    return room > 0.0 ? vec3(place_centre(row), room) : vec3(fetch_extent(ivec2(0)).xy, 0.25);
}

void main() {
    vec4 whole = fetch_extent(ivec2(0));
    vec3 visit = visit_at(u_visit), before = visit_at(u_visit < 0.5 ? float(u_visits - 1) : u_visit - 1.0);
    if (texel().x == 1) {
        o = vec4(mix(before, visit, u_arrived), 0.0);
        return;
    }
    // The camera comes near as the eye does: the same share of what is left in the same time.
    float far = whole.z * u_near, close = clamp(0.30 / visit.z, far, 9.0 * far), way = u_way * u_travel;
    float near = far * pow(close / far, way);
    float moved = close > far ? (1.0 / far - 1.0 / near) / (1.0 / far - 1.0 / close) : way;
    o = vec4(mix(whole.xy, visit.xy, moved), near, whole.w);
}
