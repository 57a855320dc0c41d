// The same form for printers and other worlds: one closed body.
//
// reads   form.glsl
// writes  o.x  distance, mm, < 0 inside      o.yzw  colour, linear light

#include "form.glsl"

void main() {
    vec3 p = point();
    o = vec4(field(p), mix(u_shell, u_pearl, clamp(rib_at(p).crest / 0.75, 0.0, 1.0)));
}
