// The fan, part by part: whose pipes stand there and how far they reach, so that no pixel asks every area.
//
// reads   t_places, u_bounds, u_screen_right, u_screen_up, u_spread, u_sweep
// writes  row 0       x row of the table   y where its pipes begin, share of the fan   z how much of it they take
//                     w how many they are
//         rows 1, 2   the left and the right wing: x where porcelain ends   y where glass ends   z half its interval
//                     w state; all along the pipe, 0 at the hinge, 1 where the longest ends
//         row 3       the whole, as layout.glsl

#include "lib/data/states.glsl"
#include "layout.glsl"

const float HINGE = 0.20;    // of the pipe that shows nothing
const float UNKNOWN = 0.58;  // of pipes of which no figure is known

// Angle under which a pipe that begins under `turn` ends.
float tip(float turn) {
    float end = turn;
    for (int k = 0; k < 4; k++) end = turn - u_sweep * cos(end);
    return end;
}

// The fan fills the picture, whatever its format: in a tall one the wings hang.
void lay_out() {
    bool around = u_bounds.x != u_bounds.y;
    vec2 room = around ? vec2(59.0, 33.0) : 0.5 * vec2(length(u_screen_right), length(u_screen_up));
    float tall = smoothstep(1.2, 0.6, room.x / room.y), air = texelFetch(t_places, ivec2(0, 2), 0).w;
    float low = radians(mix(u_spread, min(u_spread - 48.0, -20.0), tall)), top = QUARTER - 0.012 - 0.75 * air;
    float lowest = tip(low), highest = tip(top);
    float below = max(-sin(lowest), 0.0), above = lowest > -0.5 ? sin(clamp(highest, 0.9, QUARTER)) : 1.0;
    vec2 radius = 0.93 * vec2(room.x / (lowest > 0.0 ? cos(lowest) : 1.0), 2.0 * room.y / (above + below));
    float hinge = -0.93 * room.y + radius.y * below;
    o = texel().x == 0 ? vec4(hinge, radius, 0.0) : vec4(low, top, air, 0.0);
}

void main() {
    if (texel().y == 3) {
        lay_out();
        return;
    }
    int at = texel().x, row = 0;
    vec4 place = vec4(0.0);
    for (int k = 0; k < u_rows; k++) {
        vec4 one = texelFetch(t_places, ivec2(k, 2), 0);
        if (float(at) + 0.5 < one.x * FINE || float(at) + 0.5 > (one.x + one.y) * FINE) continue;
        row = k, place = one;
    }
    o = vec4(float(row), place.xyz);
    if (texel().y == 0) return;
    vec4 figure = texelFetch(t_places, ivec2(row, texel().y - 1), 0);
    float end = is_known(int(figure.z + 0.5)) ? mix(HINGE, 1.0, figure.x) : UNKNOWN;
    o = vec4(end, end + (1.0 - HINGE) * max(figure.w, 0.0), (1.0 - HINGE) * figure.y, figure.z);
}
