// One seed: where the four corners of its strip lie.
//
// reads   t_table, the head it grows on, u_tuft
// writes  place  along and across the seed, radii of the head: the stalk runs from 0 to reach
//         what   which of the marks of seeds.frag it is      silk  how far its tuft is open, 0 .. 1
// space   d: a unit vector from the middle of the head, z to the viewer

#include "lib/data/cell.glsl"
#include "heads.glsl"

out vec2 place;
flat out float reach, open, silk, front, pixel_width;
flat out int what;

void main() {
    int row = gl_InstanceID / 100, k = gl_InstanceID % 100;
    vec4 head = head_at(row);
    Cell seen = data_at(row, COL_DENTAL_VISIT, u_moment);
    what = seen.state;
    // A hundred directions, evenly spread over a ball from its top to its foot (a Fibonacci spiral).
    float up = 1.0 - (2.0 * float(k) + 1.0) / 100.0, turn = 2.39996323 * float(k) + 6.2831853 * head.w;
    if (seen.state == HELD) up = mix(0.93, 1.0, 0.5 + 0.5 * up);  // shut: all its seeds stand together
    vec3 d = vec3(sqrt(1.0 - up * up) * vec2(cos(turn), sin(turn)), up).xzy;
    float lean = 0.5 * (head.w - 0.5), tip = 0.12;  // every head nods its own way, and a little towards us
    d.xy = mat2(cos(lean), -sin(lean), sin(lean), cos(lean)) * d.xy;
    d.yz = mat2(cos(tip), sin(tip), -sin(tip), cos(tip)) * d.yz;
    // The first `value` seeds from the top have silk; from low to high it is ever less sure.
    silk = 1.0 - smoothstep(seen.low, seen.high + 1e-3, float(k) + 0.5);
    reach = max(length(d.xy), 1e-3);
    open = max(abs(d.z), 0.3);  // a tuft is a disc, seen from aside at the rim of the head
    front = 0.5 + 0.5 * d.z;
    pixel_width = 1.0 / (u_output.y * head.z);
    float wide = what == VALUE ? 0.02 + u_tuft * silk : what == SUPPRESSED ? 1.0 : 0.08, far = reach + wide + 0.02;
    if (what == SUPPRESSED) far = 1.0;
    float near = what == SUPPRESSED ? -1.0 : -0.02;
    place = vec2((gl_VertexID & 1) == 0 ? near : far, (gl_VertexID & 2) == 0 ? -wide : wide);
    vec2 way = d.xy / reach, at = head.xy + head.z * (place.x * way + place.y * vec2(-way.y, way.x));
    bool drawn = what != MISSING && (what != SUPPRESSED || k == 0);
    gl_Position = drawn ? vec4(at * vec2(2.0 * u_output.y / u_output.x, 2.0), 0.0, 1.0) : vec4(2.0, 2.0, 0.0, 1.0);
}
