// float softbox(vec3 way, vec3 centre, float roll, vec2 size, float blur)
//
// How much of a far rectangular lamp a surface mirrors: the window in an eye, in a tooth, in a pearl.
//
// way      unit vector in which the surface looks: reflect(-view, normal)
// centre   unit vector towards the middle of the lamp, not straight up or down
// roll     turn of the lamp about that, radians
// size     half width and half height, as tangents of the angles seen from the surface; > 0
// blur     how far its rim is smeared, as a tangent; > 0, about the surface's roughness
// returns  0 .. 1; 0 behind the surface's back
// exact    on a plane at right angles to centre; the rim is a smoothstep

float softbox(vec3 way, vec3 centre, float roll, vec2 size, float blur) {
    float ahead = dot(way, centre);
    if (ahead <= 0.0) {
        return 0.0;
    }
    vec3 side = normalize(cross(vec3(0.0, 1.0, 0.0), centre)), up = cross(centre, side);
    vec2 at = vec2(dot(way, side), dot(way, up)) / ahead;
    float c = cos(roll), s = sin(roll);
    at = abs(vec2(c * at.x + s * at.y, c * at.y - s * at.x));
    vec2 inside = 1.0 - smoothstep(size - blur, size + blur, at);
    return inside.x * inside.y;
}
