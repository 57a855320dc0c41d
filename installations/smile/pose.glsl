// vec3 posed(int tile, vec3 p)      vec3 turned(int tile, vec3 n)
//
// Where a jaw stands: they part with the breath, and where the picture is tall or very wide each stands for itself.
//
// tile     0 .. 63, see atlas.glsl      p  mm, as the maps have it      n  direction
// reads    u_jaw_cos, u_jaw_sin (of the angle that a jaw is turned by), u_jaw_apart_x .. _z (mm from the middle),
//          u_swell (mm), u_breath_phase
// exact    a turn about x and a shift: nothing is stretched

#include "lib/math/breath.glsl"

const vec2 HINGE = vec2(2.0, 2.0);  // y and z of the front of the upper jaw, mm; the lower one's lies mirrored

vec3 turned(int tile, vec3 n) {
    float s = tile % 32 < 16 ? u_jaw_sin : -u_jaw_sin;
    return vec3(n.x, u_jaw_cos * n.y - s * n.z, s * n.y + u_jaw_cos * n.z);
}

vec3 posed(int tile, vec3 p) {
    float side = tile % 32 < 16 ? 1.0 : -1.0;
    vec3 middle = vec3(0.0, side * HINGE.x, HINGE.y);
    vec3 shift = vec3(-u_jaw_apart_x, u_jaw_apart_y + u_swell * breath(u_breath_phase), -u_jaw_apart_z) * side;
    return turned(tile, p - middle) + middle + shift;
}
