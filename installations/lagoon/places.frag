// Where each creature hangs now, its form, and what it says.
//
// reads   t_settled, t_leader, t_table, form and motion of all
// writes  row 0  o.xyz  top of the bell, mm      o.w  radius at its mouth, mm
//         row 1  o.xyz  unit way from mouth to top      o.w  height, mm
//         row 2  o.xy  least and most of the bell that light fills, 0 .. 1      o.z  ember, 0 .. 1, -1 not known      o.w  state
//         row 3  o.x  roundness (see bell.glsl)      o.y  depth of its lobes      o.z  light that has come to it, 0 .. 1
//         row 4  o.xyz  where the current carries what hangs below it, as long as it is strong, 0 .. 1      o.w  how far off it is, 0 near .. 1
// space   mm, x right, y up, z to the viewer

#include "lib/data/cell.glsl"
#include "current.glsl"
#include "near.glsl"
#include "rise.glsl"

const float TURN = 6.2831853, TILT = 1.05;  // radians; TILT: none leans farther aside

void main() {
    int row = texel().x;
    vec4 plan = fetch_settled(ivec2(row, 0));
    vec3 own = chance(row, 11u), form = chance(row, 12u) - 0.5, lean = chance(row, 13u) - 0.5, kind = own_chance(6u) - 0.5;
    bool near = row == near_one(), up = row == rising();
    float risen = up ? min(u_up * u_lift, 1.0) : 0.0;
    // Its own pulse: 2, 3 or 4 beats while the slowest breathe twice; a quick squeeze, a slow rest.
    float beats = floor(2.0 + 2.99 * (near ? 0.0 : own.x)), turn = TURN * fract(0.5 * beats * u_breath_phase + own.y);
    float squeeze = 0.5 + 0.5 * sin(turn + 0.7 * sin(turn)), slow = TURN * (u_playhead + own.z);
    Cell seen = data_at(row, ROLE_BELL, u_moment), lost = data_at(row, ROLE_HEART, u_moment);
    // Bells of silk and frost are as wide as that of a middle figure, a ring is a little wider.
    float share = seen.state == VALUE ? clamp(role_part(ROLE_BELL, seen.value), 0.0, 1.0) : seen.state == ZERO ? 0.34 : seen.state == MISSING ? 0.62 : 0.50;
    float radius = room() * u_size * plan.w * mix(0.21, 0.44, share);
    // However flat, it has a side on which its light is read; who has risen shows no less of it than most do.
    float lofty = 1.02 + (form.x < 0.0 ? 1.15 : 1.8) * form.x * abs(form.x) * u_vary;
    lofty = mix(lofty, max(lofty, 1.0), risen);
    float high = radius * u_tall * (1.0 + 0.45 * kind.x * u_vary) * lofty * (1.0 + u_swell * (squeeze - 0.5));
    float wide = radius * (1.0 - 0.25 * form.x * u_vary) * (1.0 - u_swell * (squeeze - 0.5));
    if (seen.state == ZERO) wide = high = 0.76 * radius;
    if (seen.state == MISSING) high *= 0.5;
    float pitch = radians(u_pitch + 22.0 * kind.y * u_vary * (1.0 - abs(u_pitch) / 90.0) + (near ? 6.0 : 16.0 * lean.x * (1.0 - risen) * u_vary * (1.0 - abs(u_pitch) / 110.0)));
    vec2 stream = current(near ? vec4(plan.xy, 0.8 * u_depth, 1.0) : plan, 0.0), past = current(near ? vec4(plan.xy, 0.8 * u_depth, 1.0) : plan, 0.16);
    float along = atan(stream.x, stream.y) * length(stream) * 0.54;
    float roll = along + (near ? 0.0 : 0.6) * lean.y * u_vary;
    // None lies on its side, where its mouth is a line and its light cannot be read; who rises turns its side to us.
    float lean4 = roll * roll / (TILT * TILT);
    roll *= inversesqrt(sqrt(1.0 + lean4 * lean4)) * (1.0 - 0.85 * risen) + 0.05 * sin(slow);
    vec3 way = normalize(vec3(sin(roll), cos(roll) * cos(pitch), sin(pitch)));
    float scale = room() * u_size;
    vec3 at = vec3(plan.xy, plan.z) + scale * vec3(0.065 * sin(slow), 0.045 * sin(2.0 * slow) + 0.07 * (squeeze - 0.5), 0.0);
    // Who rises comes out of the blue: the farther off it hung, the farther it comes.
    if (up) at += u_up * u_lift * vec3(0.0, 0.72 * min(scale, 12.0), max(0.85 * min(scale, 12.0), 0.6 * (14.0 - at.z)));
    vec2 most = max(half_frame() - 1.06 * max(wide, 0.5 * high), 0.0);
    vec2 rest = vec2(0.0, half_frame().x > 3.0 * half_frame().y ? 0.14 * half_frame().y : 0.0);  // below, in a frieze
    at.xy = clamp(at.xy, rest - most, most);  // who rises is not cut
    at.z = clamp(at.z, -26.0, 24.0);
    at.xy *= (EYE - at.z) / EYE;  // where the middle eye sees it
    vec4 says = vec4(0.0, 0.0, 0.0, float(seen.state));
    if (seen.state == VALUE) {
        says.xy = clamp(vec2(role_part(ROLE_BELL, min(seen.low, seen.value)), role_part(ROLE_BELL, max(seen.high, seen.value))), -0.2, 1.2);
        float half_ = 0.5 * (says.y - says.x);
        says.xy = 0.06 + 0.94 * share + vec2(-half_, half_);
    }
    // An ember is what was kept: the fewer teeth were lost, the larger and warmer it is.
    says.z = is_known(lost.state) ? clamp(1.0 - role_part(ROLE_HEART, lost.value), 0.0, 1.0) : role_shown(ROLE_HEART) ? -1.0 : 0.0;
    float round_ = mix(1.0, 0.55 + 1.1 * own.z + 0.5 * kind.z, u_vary) + 0.25 * (squeeze - 0.5), lobes = 0.02 + 0.08 * own.x * own.x * u_vary;
    float off = clamp(0.5 - 0.5 * plan.z / max(0.8 * u_depth, 0.1), 0.0, 1.0) * (near ? 0.0 : 1.0 - 0.8 * risen);
    if (texel().y == 4) o = vec4(-past, -0.2, off * u_depth / 26.0);
    else if (texel().y == 0) o = vec4(at + 0.5 * high * way, wide);
    else if (texel().y == 1) o = vec4(way, high);
    else if (texel().y == 2) o = says;
    else if (seen.state == SUPPRESSED) o = vec4(1.5, 0.0, 0.0, 0.0);  // closed
    else if (seen.state != VALUE) o = vec4(1.0, 0.0, 0.0, 0.0);
    else o = vec4(round_, lobes, up ? u_lit : 0.0, 0.0);
}
