// What each pixel sees.
//
// writes  o.xy  place in the map's tile      o.z  tile + 1, 0 where nothing is      o.w  distance from the eye, mm

flat in int map_id;
in vec2 map_at;
in vec3 place;

void main() {
    o = vec4(map_at, float(map_id + 1), distance(place, u_eye));
}
