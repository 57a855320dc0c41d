// One seed, or the stem of a head: where the four corners of its strip lie.
//
// reads   t_table, t_heads, u_tuft
// writes  place  of a seed: along and across it, radii of the head, the stalk runs from 0 to reach
//                of a stem: from the middle of its head, picture heights
//         what   which of the marks of seeds.frag it is      silk  how far its tuft is open, 0 .. 1
// space   d: a unit vector from the middle of the head, z to the viewer

#include "lib/data/cell.glsl"

out vec2 place;
flat out vec4 head;  // x, y, radius, chance
flat out float reach, open, silk, front;
flat out int what, part;  // part 0 is the stem, 1 .. 100 are the seeds

void main() {
    // First all stems, then all seeds: a stem stands behind every head.
    int seed = gl_InstanceID - u_rows, row = seed < 0 ? gl_InstanceID : seed / 100, k = seed < 0 ? -1 : seed % 100;
    vec2 corner = vec2(gl_VertexID & 1, gl_VertexID >> 1), wall = vec2(u_output.x / u_output.y, 1.0);
    head = fetch_heads(ivec2(row, 0));
    Cell seen = data_at(row, ROLE_TUFTED, u_moment);
    what = seen.state;
    part = k + 1;
    // A hundred directions, evenly spread over a ball from its top to its foot (a Fibonacci spiral).
    float up = 1.0 - (2.0 * float(k) + 1.0) / 100.0, turn = 2.39996323 * float(k) + 6.2831853 * head.w;
    if (what == HELD) up = mix(0.93, 1.0, 0.5 + 0.5 * up);  // shut: all its seeds stand together
    vec3 d = vec3(sqrt(max(1.0 - up * up, 0.0)) * vec2(cos(turn), sin(turn)), up).xzy;
    float lean = 0.5 * (head.w - 0.5), tip = 0.12;  // every head nods its own way, and a little towards us
    d.xy = mat2(cos(lean), -sin(lean), sin(lean), cos(lean)) * d.xy;
    d.yz = mat2(cos(tip), sin(tip), -sin(tip), cos(tip)) * d.yz;
    // The first `value` seeds from the top have silk; from low to high it is ever less sure.
    silk = 1.0 - smoothstep(seen.low, seen.high + 1e-3, float(k) + 0.5);
    reach = max(length(d.xy), 1e-3);
    open = max(abs(d.z), 0.3);  // a tuft is a disc, seen from aside at the rim of the head
    front = 0.5 + 0.5 * d.z;
    float wide = what == VALUE ? 0.02 + u_tuft * silk : 0.08;
    vec2 low = vec2(-0.02, -wide), high = vec2(reach + wide + 0.02, wide), way = d.xy / reach;
    if (what == SUPPRESSED) low = -(high = vec2(1.0));  // one ball of mist
    if (part == 0) {  // from the head down to the picture's lower edge, with room to bend
        low = vec2(-0.2, -0.5 - head.y);
        high = vec2(0.2, 0.2 * head.z);
    }
    place = mix(low, high, corner);
    vec2 at = part == 0 ? head.xy + place : head.xy + head.z * (place.x * way + place.y * vec2(-way.y, way.x));
    bool drawn = part == 0 || (what != MISSING && (what != SUPPRESSED || part == 1));
    gl_Position = drawn ? vec4(2.0 * at / wall, 0.0, 1.0) : vec4(2.0, 2.0, 0.0, 1.0);
}
