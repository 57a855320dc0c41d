// Whose sheet each pixel is.
//
// reads   t_edges, t_spans and what lays out the way
// writes  o.x  row of the strand, -1 - n on the n-th sheet above, -101 - n below
//         o.y  px from its upper edge, towards the foot      o.z  px from its lower edge
//         o.w  time of its chamber, and how far along that it is, less than 1; -1 in a gorge and beside the strands
// space   heights of the picture

#include "way.glsl"
#include "lib/noise/gradient.glsl"

// How far a hand strays from the line that it cuts, heights.
float stray(float x, int edge, float room) {
    float rough = gradient_noise(vec2(x * 16.0, float(edge) * 3.7), u_seed) + 0.4 * gradient_noise(vec2(x * 61.0, float(edge) * 5.3), u_seed);
    return 0.22 * room * rough;
}

float cut(Way way, float x, int edge) {
    float here = way_sum(way, edge);
    float room = min(edge > 0 ? here - way_sum(way, edge - 1) : 1.0, edge < u_rows ? way_sum(way, edge + 1) - here : 1.0);
    return way.top - here + stray(x, edge, min(room, 0.03));
}

// The edge of the n-th sheet around the bundle, 0 .. u_layers, heights from the bundle outwards.
float sheet(float x, int n, float room, float side) {
    if (n == 0) return 0.0;
    float part = float(n) / float(u_layers), far = pow(part, 1.35);
    float rough = 0.55 * gradient_noise(vec2(x * 1.3 + 7.0 * side, float(n) * 2.3), u_seed) + 0.30 * gradient_noise(vec2(x * 4.1, float(n) * 3.1 + side), u_seed)
                + 0.08 * gradient_noise(vec2(x * 17.0, float(n) * 1.7 + side), u_seed);
    return room * far + 0.9 * room * (far - pow(part - 1.0 / float(u_layers), 1.35)) * rough;
}

void main() {
    vec2 p = pixel() / u_output.y;
    float x = p.x, px = 1.0 / u_output.y;
    Way way = way_at(x), next = way_at(x + 2.0 * px);
    int low = 0, high = u_rows;  // edges around this height
    float below = way.top - p.y;
    for (int i = 0; i < 9; i++) {
        int middle = (low + high) / 2;
        if (way_sum(way, middle) <= below) low = middle; else high = middle;
    }
    int row = clamp(low, 0, max(u_rows - 1, 0));
    for (int k = 0; k < 2; k++) {
        if (row > 0 && p.y > cut(way, x, row)) row--;
        else if (row < u_rows - 1 && p.y <= cut(way, x, row + 1)) row++;
    }
    float upper = cut(way, x, row), lower = cut(way, x, row + 1);
    float slope = (way_edge(next, row) - way_edge(way, row)) / (2.0 * px), lean = inversesqrt(1.0 + slope * slope);
    if (p.y <= upper && p.y > lower && way.whole > 0.0) {
        float along = way_along(way, p.y, fetch_spans(ivec2(row, 0)).w);
        float here = along > 0.0 && along < 1.0 ? float(way.part < 0.5 ? way.a : way.b) + 0.9999 * along : -1.0;
        o = vec4(float(row), (upper - p.y) / px * lean, (p.y - lower) / px * lean, here);
        return;
    }
    bool above = p.y > way.top - 0.5 * way.whole;
    float side = above ? 1.0 : -1.0, foot = above ? cut(way, x, 0) : cut(way, x, u_rows);
    float off = side * (p.y - foot), room = (above ? 1.0 - foot : foot) + 0.12;
    int n = 0;
    for (; n < u_layers - 1; n++) {
        if (sheet(x, n + 1, room, side) > off) break;
    }
    float inner = sheet(x, n, room, side), outer = sheet(x, n + 1, room, side);
    o = vec4((above ? -1.0 : -101.0) - float(n), (off - inner) / px, (outer - off) / px, -1.0);
}
