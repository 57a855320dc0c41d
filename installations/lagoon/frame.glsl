// vec2 half_frame()      float room()
//
// The water that the picture shows, whatever its format.
//
// half_frame  half its width and height at the focal plane, mm
// room        side of the square that each creature has there, mm
// reads       u_output, u_rows; not the view: creatures hang where they hang, from wherever they are seen

const int FEW = 8;  // areas below which none hangs nearer than the others: the twin of scene.py
const float EYE = 320.0;  // mm from the focal plane: the volume's distance, from where the picture is composed

vec2 half_frame() {
    float aspect = u_output.x / u_output.y, high = max(66.0, 112.0 / aspect);
    return 0.5 * high * vec2(aspect, 1.0);
}

float room() {
    vec2 all = 2.0 * half_frame();
    return min(sqrt(all.x * all.y / float(max(u_rows, 1))), 0.52 * min(all.x, all.y));
}
