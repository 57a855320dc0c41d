// Where the camera stands: over the whole map, or on its way to the place that is visited.
//
// reads   t_extent, t_ground_areas, u_near, u_place, u_visits, u_travel, u_visit, u_arrived, u_way
// writes  texel 0  the camera, as lens.glsl has it
//         texel 1  o.xy  where the sun's light rests      o.z  how much room is there, heights of the picture

#include "lens.glsl"
#include "lib/place/centre.glsl"

const float BEYOND = 0.25;  // of the picture that may lie beyond the map, for a place by its edge to come to the middle

// Middle and room of the place of a visit, by rows as scene.py says them; where the map has none of that row, the middle of the map.
vec3 visit_at(float visit, vec4 whole) {
    int row = (u_place + int(visit + 0.5) * (u_rows % 19 == 0 ? 23 : 19)) % max(u_rows, 1);
    float room = place_radius(row);
    return room > 0.0 ? vec3(place_centre(row), room) : vec3(whole.xy, 0.25);
}

// From the middle of the map to that of a place, as far as the map's edge allows, where the camera is as near as this.
vec2 way_to(vec2 place, vec4 whole, vec2 taken, float near) {
    mat2 round_ = turned(whole.w);
    vec2 seen = near * vec2(1.0, cos(lean())), half_ = 0.5 * vec2(u_output.x / u_output.y, 1.0);
    vec2 most = max(taken * near / whole.z - (1.0 - 2.0 * BEYOND) * half_, vec2(0.0));
    return round_ * (clamp(transpose(round_) * (place - whole.xy) * seen, -most, most) / seen);
}

void main() {
    // On a tall wall a wide map lies on its side, where it is larger so.
    bool tall = u_output.y >= 1.3 * u_output.x;
    int aside = tall && fetch_extent(ivec2(1, 0)).z > 0.95 * fetch_extent(ivec2(0)).z ? 1 : 0;
    vec4 whole = fetch_extent(ivec2(aside, 0));
    vec2 taken = fetch_extent(ivec2(2 + aside, 0)).xy;
    vec3 visit = visit_at(u_visit, whole), before = visit_at(u_visit < 0.5 ? float(u_visits - 1) : u_visit - 1.0, whole);
    if (texel().x == 1) {
        o = vec4(mix(before, visit, u_arrived), 0.0);
        return;
    }
    // The camera comes near as the eye does: the same share of what is left in the same time.
    float far = whole.z * u_near, close = clamp(0.30 / visit.z, far, 9.0 * far);
    float rest = far * pow(close / far, u_travel), near = far * pow(close / far, u_way * u_travel);
    float moved = rest > 1.01 * far ? (1.0 / far - 1.0 / near) / (1.0 / far - 1.0 / rest) : u_way;
    o = vec4(whole.xy + way_to(visit.xy, whole, taken, rest) * moved * smoothstep(0.0, 0.1, u_travel), near, whole.w);
}
