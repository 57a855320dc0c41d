// vec3 lamp_of(float share, float sway)
//
// Where the one lamp of a studio stands: it comes round the sitter, as the moon's light does.
//
// share    0 behind the sitter's left shoulder: a rim of light .. 1 beside the camera: the whole face
// sway     radians
// returns  unit vector towards it; x right, y up, z to the viewer

vec3 lamp_of(float share, float sway) {
    float round = radians(mix(160.0, 14.0, share)) + sway, high = 0.42;
    return vec3(-sin(round) * cos(high), sin(high), cos(round) * cos(high));
}
