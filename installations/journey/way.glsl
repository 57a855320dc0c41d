// Way way_at(float x)      float way_edge(Way way, int edge)
//
// Where the bundle of strands runs, and of when it is.
//
// x        heights of the picture, from the left
// reads    t_edges, u_gap, u_gorge, u_wave, u_bends, u_seed
// returns  a, b, part: the two times that it is between, and how far; equal in a chamber
//          at: in times from the left, 0 .. u_times; along: in its chamber, 0 .. 1, beyond that in a gorge
//          pinch: how much of its full breadth the bundle has; top: its upper edge; whole: breadth of all, heights
// edge     0 the top of the first strand .. u_rows the foot of the last one; way_edge: its height over the foot of
//          the picture

#include "chance.glsl"
#include "lib/math/fade.glsl"

struct Way {
    int a;
    int b;
    float part;
    float at;
    float along;
    float pinch;
    float top;
    float whole;
    float pitch;
};

// The swing of the way, -1 .. 1: three waves, whose phases a seed moves.
float way_swing(float part) {
    float wide = u_output.x / u_output.y, bends = u_bends * varied(4u, 0.45, 1.7) * pow(wide / 1.78, wide > 1.78 ? 0.65 : 0.3);
    float sum = 0.62 * sin(6.2831853 * (bends * part + u_vary * chance(1u)));
    sum += 0.28 * sin(6.2831853 * (bends * 2.1 * part + u_vary * chance(2u)));
    return (sum + 0.10 * sin(6.2831853 * (bends * 4.7 * part + u_vary * chance(3u)))) * min(0.35 + 0.45 * wide, 1.0);
}

float way_sum(Way way, int edge) {
    return mix(fetch_edges(ivec2(edge, way.a)).x, fetch_edges(ivec2(edge, way.b)).x, way.part) * way.pinch;
}

float way_edge(Way way, int edge) {
    return way.top - way_sum(way, edge);
}

// How far along its chamber a strand is at a height, 0 .. 1: a chamber is a crescent, and hands are not exact.
// tone: of its paper, 0 .. 1
float way_along(Way way, float y, float tone) {
    float q = 2.0 * (way.top - y) / max(way.whole, 1e-4) - 1.0;
    float bow = u_vary * (0.26 * (chance(9u) - 0.5) * (q * q - 0.4) + 0.10 * q * (chance(10u) - 0.5));
    return way.along + bow + (u_order == ORDER_SCATTER ? 0.10 : 0.03) * (tone - 0.5);
}

Way way_at(float x) {
    Way way;
    float wide = u_output.x / u_output.y, count = float(max(u_times, 1)), margin = 0.07 * wide;
    way.pitch = (wide - 2.0 * margin) / count;
    way.at = (x - margin) / way.pitch;
    int time = clamp(int(floor(way.at)), 0, max(u_times - 1, 0));
    float f = way.at - float(time), g = 0.5 * u_gap;
    way.along = (f - g) / (1.0 - u_gap);
    way.a = way.b = time;
    way.part = 0.0;
    if (f < g && time > 0) {
        way.a = time - 1;
        way.part = fade(clamp(0.5 + 0.5 * f / g, 0.0, 1.0));
    } else if (f > 1.0 - g && time < u_times - 1) {
        way.b = time + 1;
        way.part = fade(clamp(0.5 * (f - 1.0 + g) / g, 0.0, 1.0));
    }
    float near = 2.0 * min(f, 1.0 - f);
    if (time == 0 && f < 0.5) near = 1.0;
    if (time == u_times - 1 && f > 0.5) near = 1.0;
    way.pinch = mix(1.0 - min(u_gorge * varied(5u, 0.6, 1.3), 0.93), 1.0, smoothstep(0.0, 0.92, clamp(near, 0.0, 1.0)));
    float aside = min(abs(2.0 * f - 1.0), 1.0);
    way.pinch *= 1.04 - 0.16 * aside * aside;
    // All strands come out of a point, and run into one.
    float tip = min(0.8 * margin / way.pitch, 0.3), body = tip + 0.30;
    float left = clamp((way.at + tip) / body, 0.0, 1.0), right = clamp((count + tip - way.at) / body, 0.0, 1.0);
    way.pinch *= smoothstep(0.0, 1.0, left) * smoothstep(0.0, 1.0, right);
    float most = mix(fetch_edges(ivec2(u_rows, way.a)).x, fetch_edges(ivec2(u_rows, way.b)).x, way.part);
    way.pinch *= min(1.0, 0.9 / max(most, 1e-4));  // where all figures are large they still fit the frame
    way.whole = way_sum(way, u_rows);
    float room = max(0.5 - 0.5 * way.whole - 0.035, 0.0);
    float centre = 0.5 + room * u_wave * way_swing(x / wide);
    way.top = centre + 0.5 * way.whole;
    return way;
}
