// vec3 exposure(vec3 light, float stops)
//
// Light doubled once for each stop, as on a camera.
//
// light    linear, >= 0
// stops    any; 0 changes nothing, -1 halves
// exact    to rounding

vec3 exposure(vec3 light, float stops) {
    return light * exp2(stops);
}
