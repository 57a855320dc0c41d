// Light that each creature gives to the water around it.
//
// reads   t_places, the view, u_halo
// gives   see halos.frag

#include "lib/data/states.glsl"
#include "cover.glsl"
#include "frame.glsl"
#include "water.glsl"

flat out vec3 middle, light;  // mm
flat out float reach;

void main() {
    int row = gl_InstanceID;
    vec4 top = texelFetch(t_places, ivec2(row, 0), 0), up = texelFetch(t_places, ivec2(row, 1), 0), says = texelFetch(t_places, ivec2(row, 2), 0);
    middle = top.xyz - 0.6 * up.w * up.xyz;
    reach = 1.6 * top.w + 0.5 * room();
    float share = clamp(0.5 * (says.x + says.y), 0.0, 1.0);
    float warm = max(says.z, 0.0);
    int state = int(says.w + 0.5);
    vec3 lent = state == SUPPRESSED ? vec3(0.012, 0.0022, 0.0115) : state == HELD ? vec3(0.001, 0.006, 0.013)
              : state == ZERO ? vec3(0.019, 0.0145, 0.007) : vec3(0.0);  // too little to be light: the water's tint
    // Around one in which little light stands the water is blue: none hangs in the black.
    light = u_halo * (state == VALUE ? mix(u_water, u_deep, 0.7) * 0.64 * pow(share, 4.0) + u_deep * 0.12 * (1.0 - share) + u_ember * u_heart * 0.014 * warm * warm : lent);
    light *= state == VALUE ? through(top.z) : sqrt(through(top.z));
    gl_Position = cover(middle - reach, middle + reach, gl_VertexID);
}
