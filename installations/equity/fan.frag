// The fan, part by part: whose pipes stand there and how far they reach, so that no pixel asks every area.
//
// reads   t_places, u_bounds, u_screen_right, u_screen_up, u_spread, u_sweep, u_fold, u_curl, u_bulge, u_seed
// writes  row 0       x place   y where its pipes begin, share of the fan   z how much of it they take
//                     w how many they are
//         rows 1, 2   the left and the right wing: x where porcelain ends   y where glass ends   z half its interval
//                     w state; all along the pipe, 0 at the hinge, 1 at the end of the range
//         row 3       the whole, as body.glsl reads it

#include "lib/data/states.glsl"
#include "lib/hash/pcg.glsl"
#include "layout.glsl"
#include "reach.glsl"

const float NARROW = 0.4;  // a wing at least, radians
const float EYE = 300.0;   // mm before the picture, as scene.py has it

// -1 .. 1 by the seed, 0 of the first.
float own(uint which) {
    return u_seed == 0u ? 0.0 : 2.0 * unit(pcg(u_seed * 97u + which)) - 1.0;
}

// Angle at which a pipe that begins under `turn` is at r.
float angle_at(float turn, float sweep, float r) {
    float angle = turn;
    for (int k = 0; k < 4; k++) angle = turn - sweep * r * r * cos(angle);
    return angle;
}

// Mean of the gap over all places of which both wings are known, 0 .. 1.
float mean_gap() {
    float sum = 0.0, known = 0.0;
    for (int part = 0; part < part_count(); part++) {
        vec4 a = texelFetch(t_places, ivec2(part, 0), 0), b = texelFetch(t_places, ivec2(part, 1), 0);
        if (!is_known(int(a.z + 0.5)) || !is_known(int(b.z + 0.5))) continue;
        sum += a.w + b.w, known++;
    }
    return sum / max(known, 1.0);
}

// Where the longest pipes end, for few reach the end of the range; its end where nothing is known.
float longest() {
    float most = -1.0;
    for (int part = 0; part < part_count(); part++)
        for (int side = 0; side < 2; side++) {
            vec4 one = texelFetch(t_places, ivec2(part, side), 0);
            if (is_known(int(one.z + 0.5))) most = max(most, one.x + max(one.w, one.y));
        }
    return most >= 0.0 ? max(most, 0.3) : 1.0;
}

// As large as it fits, and never stretched: alike figures end equally far from the hinge. In a tall picture wings hang.
void lay_out() {
    // A seed is a work: how far the wings open and bow is its own.
    float spread = u_spread + own(3u) * 30.0, sweep = clamp(u_sweep + own(4u) * 0.5, -0.6, 0.6);
    bool around = u_bounds.x != u_bounds.y;
    vec2 room = around ? vec2(59.0, 33.0) : 0.5 * vec2(length(u_screen_right), length(u_screen_up));
    float tall = smoothstep(1.5, 0.8, room.x / room.y), air = mean_gap();
    float top = QUARTER - 0.75 * air, hung = clamp(spread - 72.0, -80.0, -40.0);
    float low = min(radians(mix(spread, hung, tall)), top - NARROW);
    float end = longest(), lowest = angle_at(low, sweep, end), highest = angle_at(top, sweep, end), below = 0.0;
    for (float r = 0.2; r < 1.1; r += 0.2) below = max(below, -r * sin(angle_at(low, sweep, r * end)));
    float above = sin(clamp(highest, 0.9, QUARTER));
    float far = min(0.95 * room.x / (lowest > 0.0 ? cos(lowest) : 1.0), 1.84 * room.y / (above + below));
    // Ends that come forward are seen larger.
    far /= 1.0 + (8.0 + max(far * (0.3 * u_curl + 0.2 * u_bulge - 1.2 * tan(radians(u_fold))), 0.0)) / EYE;
    float hinge = 0.5 * far * (below - above);
    o = texel().x == 0 ? vec4(hinge, far / end, sweep, 0.0) : vec4(low, top, air, end);
}

void main() {
    if (texel().y == 3) {
        if (texel().x < 2) lay_out(); else o = vec4(0.0);
        return;
    }
    float at = (float(texel().x) + 0.5) / FINE;
    int part = 0;
    for (int k = 0; k < part_count(); k++) {
        vec4 place = texelFetch(t_places, ivec2(k, 2), 0);
        if (at > place.x && at < place.x + place.y) part = k;
    }
    o = vec4(float(part), texelFetch(t_places, ivec2(part, 2), 0).xyz);
    if (texel().y == 0) return;
    vec4 figure = texelFetch(t_places, ivec2(part, texel().y - 1), 0);
    int state = int(figure.z + 0.5);
    float reach = reach_of(figure.x, state);
    if (is_known(state)) o = vec4(reach, max(reach, figure.x + figure.w), figure.y, figure.z);
    else o = vec4(vec2(longest()), 0.0, figure.z);
}
