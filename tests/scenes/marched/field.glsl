#include "lib/sdf/sphere.glsl"

float field(vec3 p) {
    float d = sdf_sphere(p - vec3(0.0, 0.0, -6.0), 12.0);
    for (int i = 0; i < 28; i++) {
        float turn = 6.2831853 * float(i) / 28.0;
        vec3 at = vec3(22.0 * cos(turn), 30.0 * sin(turn), 14.0 * sin(3.0 * turn) - 4.0);
        float bead = sdf_sphere(p - at, u_swell), h = max(2.0 - abs(d - bead), 0.0);
        d = min(d, bead) - h * h / 8.0;
    }
    return d;
}
