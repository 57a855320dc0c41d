// Strands below the bells and what drifts in the water: oblongs around pieces of them, as pixels see them.
//
// reads   t_curves, t_places, the view
// gives   ends: px, start and end; cut: unit normals of where the piece begins and ends; light, wide: see strands.frag

#include "lib/data/states.glsl"
#include "strand.glsl"
#include "frame.glsl"
#include "chance.glsl"
#include "water.glsl"

flat out vec4 ends, cut;  // px: start and end; normals
flat out vec3 light;
flat out vec4 wide;  // px: half width at its start; 1 a flake, 2 a piece of an arm; which piece; px: half width at its end
flat out vec2 fade;  // light at its start and end

float bend;  // how far its ends lean away from it, as a sine

vec2 seen(vec3 p) {
    vec4 at = project(p);
    return at.w > 0.0 ? (0.5 + 0.5 * at.xy / at.w) * u_output : vec2(-1e4);
}

void piece(int row, int strand, int joint) {
    int line = row * STRANDS + strand;
    vec4 before = texelFetch(t_curves, ivec2(max(joint - 1, 0), line), 0), a = texelFetch(t_curves, ivec2(joint, line), 0);
    vec4 b = texelFetch(t_curves, ivec2(joint + 1, line), 0), after = texelFetch(t_curves, ivec2(min(joint + 2, JOINTS - 1), line), 0);
    vec2 p0 = seen(before.xyz), p1 = seen(a.xyz), p2 = seen(b.xyz), p3 = seen(after.xyz);
    ends = vec4(p1, p2);
    vec2 along = normalize(p2 - p1 + 1e-4), first = joint == 0 ? along : normalize(p1 - p0 + 1e-4), last = joint == JOINTS - 2 ? along : normalize(p3 - p2 + 1e-4);
    cut = vec4(normalize(first + along), normalize(along + last));
    vec2 slope = vec2(cut.y * along.x - cut.x * along.y, cut.w * along.x - cut.z * along.y);
    bend = max(abs(slope.x), abs(slope.y));
    vec4 says = texelFetch(t_places, ivec2(row, 2), 0), top = texelFetch(t_places, ivec2(row, 0), 0);
    float scale = distance(p1, p2) / max(distance(a.xyz, b.xyz), 1e-3), px = max(scale, 0.2 * u_output.y / half_frame().y * 0.5);
    bool arm = strand < ARMS;
    // Far ones are softer, and no brighter for it. From its start to its end a piece goes over into the next one.
    float least = 1.1 + 0.9 * texelFetch(t_places, ivec2(row, 4), 0).w * u_output.y / 1080.0;
    int state = int(says.w + 0.5);
    // Icicles and tassels are as wide as their bells are dim: from afar they are told by them, too.
    vec2 thick = px * vec2(a.w, b.w) * (state == HELD ? 3.0 : state == SUPPRESSED ? 2.0 : 1.0), broad = max(thick, least), s = (vec2(0.0, 1.0) + float(joint)) / float(JOINTS - 1);
    wide = vec4(broad.x, arm ? 2.0 : 0.0, float(joint) + 7.3 * float(strand) + 31.7 * float(row % 7), broad.y);
    fade = pow(1.0 - s, vec2(arm ? 2.0 : 1.4)) * min(thick / broad, 1.0) * smoothstep(0.0, arm ? 0.2 : 0.06, s);
    float warm = max(says.z, 0.0), bright = 0.25 + 0.75 * chance(line, 34u).x;
    // Arms are of the water, and hardly rosy where an ember is warm: red ones look like blood.
    vec3 rose = mix(vec3(dot(u_ember, vec3(0.2126, 0.7152, 0.0722))), u_ember, 0.5);
    vec3 tint = arm ? mix(u_clear, u_water, 0.5) * 0.24 + rose * u_heart * 0.22 * warm * warm : mix(u_clear, u_water, 0.7 * clamp(says.y, 0.0, 1.0)) * 0.8 * bright;
    vec3 hung = state == SUPPRESSED ? vec3(0.27, 0.13, 0.28) : state == HELD ? vec3(0.26, 0.48, 0.70) : vec3(0.0);
    light = state == VALUE ? tint * through(top.z) : hung * bright * float(!arm) * sqrt(through(top.z));
}

void flake(int index) {
    vec3 drawn = chance(index, 51u), more = chance(index, 52u);
    vec2 wall = 1.12 * half_frame();
    float fall = fract(drawn.y - u_playhead), size = more.x * more.x;
    vec3 p = vec3((2.0 * drawn.x - 1.0) * wall.x, (2.0 * fall - 1.0) * wall.y, mix(-26.0, 26.0, drawn.z));
    p.x += 0.8 * sin(6.2831853 * (u_playhead + more.y));
    vec2 at = seen(p);
    ends = vec4(at, at + vec2(0.01, 0.0));
    cut = vec4(1.0, 0.0, 1.0, 0.0);
    float px = (0.45 + 2.6 * size * size) * u_output.y / 540.0;
    wide = vec4(max(px, 1.3), 1.0, 0.0, 0.0), bend = 0.0;
    light = mix(u_clear, u_water, more.z) * u_snow * mix(0.16, 0.03, size) * min(px * px / (wide.x * wide.x), 1.0) * smoothstep(0.0, 0.1, fall) * smoothstep(1.0, 0.9, fall);
}

void main() {
    int of = gl_VertexID / 3, corner = gl_VertexID % 3;
    if (gl_InstanceID < u_rows) piece(gl_InstanceID, of / (JOINTS - 1), of % (JOINTS - 1));
    else flake(of + (gl_InstanceID - u_rows) * STRANDS * (JOINTS - 1));
    // One triangle, twice as long and as wide as the piece: that costs less than two.
    vec2 side = vec2(corner == 1, corner == 2);
    float far = distance(ends.xy, ends.zw), most = max(wide.x, wide.w);
    vec2 along = normalize(ends.zw - ends.xy), reach = vec2(wide.y == 1.0 ? 2.0 * most + 1.0 : 1.0 + 2.2 * most * bend, 2.0 * most + 1.0 + 0.3 * far * bend);
    float long_ = far + 2.0 * reach.x;
    vec2 at = ends.xy + along * (2.0 * side.x * long_ - reach.x) + vec2(-along.y, along.x) * reach.y * (4.0 * side.y - 1.0);
    if (max(light.r, max(light.g, light.b)) < 5e-4) at = vec2(-1e4);
    gl_Position = vec4(2.0 * at / u_output - 1.0, 0.0, 1.0);
}
