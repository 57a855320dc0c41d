// Seen seen_at(vec2 px)      vec2 visit_place()      float visit_room()      vec3 sun_way()
//
// What the camera sees at a pixel: it stands over the map, and goes to the place that is visited and back.
//
// px     place in the picture, px       p   point of the flat, as lib/place has it      way  unit vector from the eye
// wide   how much of the flat a pixel covers, heights of the picture, across and along the way
// far    from the eye, heights of the picture      sky  whether it looks past the flat
// visit_place, visit_room   where the sun's light rests, and how wide; the sun goes there from the visit before

#include "lib/hash/pcg.glsl"
#include "lib/place/centre.glsl"

struct Seen { vec2 p; vec3 way; vec2 wide; float far; bool sky; };

const float LENS = 1.744;  // from the eye to a screen one unit high: 32 degrees

float chance(uint n) {
    return unit(pcg(u_seed * 61u + n)) - 0.5;
}

int visited(float visit) {
    return int((uint(u_place) + uint(visit + 0.5) * (17u + pcg(u_seed) % 23u)) % uint(max(u_rows, 1)));
}

vec3 visit_at(float visit) {
    int row = visited(visit);
    float radius = place_radius(row);
    return radius > 0.0 ? vec3(place_centre(row), radius) : vec3(0.5 * u_output.x / u_output.y, 0.5, 0.3);
}

vec3 visit_now() {
    float before = u_visit < 0.5 ? float(u_visits - 1) : u_visit - 1.0;
    return mix(visit_at(before), visit_at(u_visit), u_arrived);
}

vec3 sun_way() {
    float turn = radians(u_azimuth + 70.0 * chance(3u)), rise = radians(u_elevation);
    return vec3(vec2(cos(turn), sin(turn)) * cos(rise), sin(rise));
}

Seen seen_at(vec2 px) {
    vec2 screen = (px - 0.5 * u_output) / u_output.y;
    float t = radians(u_tilt), yaw = radians(u_turn + 14.0 * chance(1u));
    vec3 visit = visit_at(u_visit);
    float close = clamp(0.30 / visit.z, u_near, 9.0 * u_near), way = u_way * u_travel;
    float near = u_near * pow(close / u_near, way);
    vec2 middle = vec2(0.5 * u_output.x / u_output.y, 0.5 + 0.02 * sin(t));
    vec2 target = mix(middle, visit.xy, (1.0 - u_near / near) / max(1.0 - u_near / close, 1e-4) * min(u_travel * 1.5, 1.0));
    vec3 ray = vec3(screen.x, LENS * sin(t) + screen.y * cos(t), screen.y * sin(t) - LENS * cos(t));
    float far = LENS * cos(t) / near / max(-ray.z, 1e-3);
    vec2 off = vec2(0.0, -LENS * sin(t) / near) + ray.xy * far;
    mat2 round_ = mat2(cos(yaw), -sin(yaw), sin(yaw), cos(yaw));
    Seen seen;
    seen.p = target + round_ * off;
    seen.way = normalize(vec3(round_ * ray.xy, ray.z));
    seen.sky = ray.z > -0.03;
    seen.wide = far / u_output.y * vec2(1.0, 1.0 / max(-seen.way.z, 0.02));
    seen.far = far * LENS;
    return seen;
}
