// Normal and distance of what each ray meets; all 0 where it meets nothing.
#include "field.glsl"

void main() {
    vec3 way = view_ray();
    o = vec4(0.0);
    for (float t = 250.0, i = 0.0; t < 330.0 && i < 96.0; i++) {
        vec3 p = u_eye + way * t;
        float d = field(p);
        if (d < 0.003) {
            vec2 e = vec2(0.02, 0.0);
            vec3 slope = vec3(field(p + e.xyy), field(p + e.yxy), field(p + e.yyx)) - d;
            o = vec4(normalize(slope), t);
            return;
        }
        t += d;
    }
}
