// float lean()      mat2 turned(float yaw)      vec2 on_screen(vec4 camera, vec2 p)
//
// The camera's lens: 32 degrees.
//
// camera     xy the point of the flat in the middle of the picture; z scale, 1: the picture is 1 high there; w yaw
// lean       how far it leans, radians: low over the flat on a wide wall, which the map fills so, and not on a tall one
// turned     from the camera's right and ahead to the flat's
// on_screen  where a point of the flat is seen: heights of the picture from its middle

const float LENS = 1.744;  // from the eye to a screen one unit high
const float WIDE = 52.0;  // degrees, at 4:1
const float TALL = 18.0;  // degrees at most, at 0.85:1 and taller

float lean() {
    float shape = u_output.x / u_output.y;
    return radians(min(max(u_tilt, WIDE * smoothstep(2.0, 4.0, shape)), mix(TALL, 90.0, smoothstep(0.85, 1.75, shape))));
}

mat2 turned(float yaw) {
    return mat2(cos(yaw), -sin(yaw), sin(yaw), cos(yaw));
}

vec2 on_screen(vec4 camera, vec2 p) {
    vec2 off = transpose(turned(camera.w)) * (p - camera.xy);
    float t = lean(), away = LENS / camera.z + off.y * sin(t);
    return LENS * off * vec2(1.0, cos(t)) / max(away, 1e-3);
}
