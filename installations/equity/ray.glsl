// vec3 into_shell(vec3 v, float lean)      float lit_for_eye(int side, float lean)
//
// From the room to the shell's own frame, and how much of a wing's light goes to where the eye stands.
//
// v        position or direction, mm      side  0 the left wing, 1 the right
// lean     how far the whole leans, as fan_of() has it
// reads    u_sway, u_breath_phase, u_walk, u_hang, u_eye
// returns  lit_for_eye: 0 .. 1; 1 for both wings in the middle
//
// The shell turns slowly from one wing to the other and back, in two breaths; one that hangs is upside down. Whoever
// walks past sees one wing, then both, then the other; it has no back, so it turns along with those who walk farther
// round, as a pyramid's sides do.

const float HALF_TURN = 3.1415927;
const float FAR_ASIDE = 0.30;  // radians from the middle, where the other wing is darkest
const float FARTHEST = 0.70;   // radians from the middle, from where on it turns along

float turned_along() {
    float aside = length(u_eye.xz) > 1.0 ? atan(u_eye.x, u_eye.z) : 0.0, beyond = abs(aside) - FARTHEST;
    return beyond > 0.0 ? sign(aside) * beyond * HALF_TURN / (HALF_TURN - FARTHEST) : 0.0;
}

vec3 into_shell(vec3 v, float lean) {
    float turn = radians(u_sway) * sin(HALF_TURN * u_breath_phase) + turned_along(), c = cos(turn), s = sin(turn);
    vec3 turned = vec3(c * v.x - s * v.z, u_hang ? -v.y : v.y, s * v.x + c * v.z);
    float d = cos(lean), e = sin(lean);
    return vec3(d * turned.x + e * turned.y, d * turned.y - e * turned.x, turned.z);
}

float lit_for_eye(int side, float lean) {
    vec3 eye = into_shell(u_eye, lean);
    float aside = clamp(atan(eye.x, max(eye.z, 1.0)) / FAR_ASIDE, -1.0, 1.0);
    return 1.0 - u_walk * smoothstep(0.0, 1.0, side == 0 ? aside : -aside);
}
