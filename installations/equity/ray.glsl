// vec3 into_shell(vec3 v)      float seconds_turn
//
// From the room to the shell's own frame, which turns slowly from one wing to the other.
//
// reads   u_sway, u_breath_phase

vec3 into_shell(vec3 v) {
    float turn = radians(u_sway) * sin(6.2831853 * u_breath_phase), c = cos(turn), s = sin(turn);
    return vec3(c * v.x - s * v.z, v.y, s * v.x + c * v.z);
}
