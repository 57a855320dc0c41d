// Where each creature's bell can be seen, and all that is the same over it.
//
// reads   t_places, the view
// gives   from, axes: the eye and the axes in radii and heights of the bell; says, form, own: see glass.frag

#include "lib/data/states.glsl"
#include "axes.glsl"
#include "creature.glsl"
#include "rise.glsl"
#include "water.glsl"
#include "ember.glsl"

flat out vec3 from;  // the middle of the bell is 0, h grows downwards
flat out mat3 axes;
flat out vec4 says, form, own;
flat out vec3 left, lamp;

void main() {
    int row = gl_InstanceID;
    vec4 top = texelFetch(t_places, ivec2(row, 0), 0), up = texelFetch(t_places, ivec2(row, 1), 0);
    says = texelFetch(t_places, ivec2(row, 2), 0), form = texelFetch(t_places, ivec2(row, 3), 0);
    mat3 frame = axes_of(up.xyz);
    vec3 size = vec3(top.w, -up.w, top.w);
    axes = mat3(frame[0] / size.x, frame[1] / size.y, frame[2] / size.z);
    from = (u_eye - top.xyz) * axes;
    float far = distance(u_eye, top.xyz), span = length(u_screen_right) / max(distance(u_eye, u_screen_corner + 0.5 * (u_screen_right + u_screen_up)), 1.0);
    if (u_bounds.x != u_bounds.y) span = u_bounds.y - u_bounds.x;
    vec3 drawn = chance(row, 21u);
    own = vec4(top.w * u_output.x / (far * span), texelFetch(t_places, ivec2(row, 4), 0).w, floor(drawn.x * 3.999), 6.2831853 * drawn.y);
    lamp = normalize(normalize(lamp_way() + vec3(0.0, 0.0, 0.35)) * axes);
    left = through(top.z);
    int state = int(says.w + 0.5);
    if (state != VALUE) left = sqrt(left);  // what is not told is small, dim, and still told apart far off
    gl_Position = creature_box(row, gl_VertexID, (state == ZERO ? BEAD : ember_reach(says.z)) * top.w);
}
