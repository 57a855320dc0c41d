// Strings of pearls along a smile: one pearl for each row of the table.
//
// reads   every u_<parameter>, u_breath_phase (cycles), u_moment, u_rows, u_resolution (px)
// writes  o  linear light, alpha 1
// space   q: picture heights, x right, y up, origin in the middle; d: pearl places, from a pearl's centre
//
// A pearl is drawn after what is known of its figure:
//   value       a pearl; the less sure, the softer its edge
//   zero        a bead of gold: asked, and the answer is none
//   suppressed  frosted glass under strokes: known, but too few people stand behind it
//   held        a closed ring of gold with a bar: known, not released yet
//   missing     a thin empty ring: nobody asked

#include "lib/data/cell.glsl"
#include "lib/pattern/hatch.glsl"

const float TAU = 6.28318531;

struct Spot {
    vec2 d;     // from the centre of the nearest pearl, in places
    int row;    // of the table; -1 where there is no pearl
    float thread;  // from the nearest thread, in places
};

// How far string number s has swung at q.y, in places.
float swing(float s, float y) {
    return u_sway * (0.5 - y) * sin(TAU * u_breath_phase + 0.55 * s) * (0.7 + 0.3 * sin(2.4 * s));
}

// The pearl and the thread nearest to q; pitch is the size of a place, in picture heights.
Spot nearest(vec2 q, float width, float pitch) {
    int each = (u_rows + u_strings - 1) / u_strings;  // pearls on a string
    float strings = float((u_rows + each - 1) / each);  // those that hold a pearl
    Spot best = Spot(vec2(9.0), -1, 9.0);
    float least = 9.0;
    float middle = floor(q.x / pitch + 0.5 * strings);
    for (float s = middle - 1.0; s <= middle + 1.0; s += 1.0) {  // a neighbour may have swung here
        if (s < 0.0 || s >= strings) {
            continue;
        }
        float x = (s + 0.5 - 0.5 * strings) * pitch;
        float across = (q.x - x) / pitch - swing(s, q.y);
        if (abs(across) > least) {
            continue;
        }
        least = abs(across);
        float bow = 2.0 * x / width;
        float top = 0.5 * float(each) * pitch + u_smile * (bow * bow - 0.42);
        float down = (top - q.y) / pitch;  // places below the first pearl's upper end
        float k = floor(down);
        int row = int(s) * each + int(k);
        bool pearl = k >= 0.0 && k < float(each) && row < u_rows;
        float hung = min(float(each), float(u_rows - int(s) * each));
        bool above = down < hung - 0.5;  // a thread ends in its last pearl
        best.row = pearl ? row : -1;
        best.d = pearl ? vec2(across, 0.5 + k - down) : vec2(9.0);
        best.thread = above ? across : 9.0;
    }
    return best;
}

// Light on a ball at d (its radius is 1), of the colour base; gloss 0 .. 1.
vec3 ball(vec2 d, vec3 base, vec3 lamp, float gloss) {
    d /= max(length(d), 1.0);  // beyond the ball its rim goes on
    vec3 n = vec3(d, sqrt(max(1.0 - dot(d, d), 0.0)));
    float lit = max(dot(n, lamp), 0.0);
    float bounce = 0.10 * max(-n.y, 0.0);  // from the floor
    float rim = pow(1.0 - n.z, 3.0);
    // Nacre: thin layers tint what is seen at a slant, rose outward and green inward.
    vec3 sheen = mix(vec3(0.42, 0.62, 0.52), vec3(0.85, 0.48, 0.50), smoothstep(0.35, 0.85, 1.0 - n.z));
    vec3 half_way = normalize(lamp + vec3(0.0, 0.0, 1.0));
    float spark = pow(max(dot(n, half_way), 0.0), 90.0) * 2.2 + pow(max(dot(n, half_way), 0.0), 12.0) * 0.16;
    vec3 body = base * (0.035 + 0.62 * lit * (0.45 + 0.55 * lit) + bounce);
    return body + gloss * (spark * vec3(1.0, 0.97, 0.92) + rim * (0.05 + 0.35 * lit) * sheen);
}

// Share of a pixel inside a ring: radius and half width in places, w the width of a pixel.
float ring(float r, float radius, float half_width, float w) {
    return 1.0 - smoothstep(half_width, half_width + w, abs(r - radius));
}

// What stands at d for the row's figures: light multiplied by its share of the pixel, and that share.
vec4 mark(Spot spot, vec3 lamp, float w) {
    Cell seen = data_at(spot.row, COL_DENTAL_VISIT, u_moment);
    Cell lost = data_at(spot.row, COL_TEETH_LOST_6, u_moment);
    float r = length(spot.d), most = 0.49 * u_size;
    if (seen.state == VALUE) {
        float radius = most * sqrt(seen.value / 100.0);  // the share is the pearl's disc
        float soft = w + radius * (seen.high - seen.low) / 100.0;
        float warm = is_known(lost.state) ? clamp(lost.value / 60.0, 0.0, 1.0) : 0.0;
        vec3 base = u_nacre * mix(vec3(0.88, 0.98, 1.10), vec3(1.12, 0.82, 0.62), warm);
        float share = 1.0 - smoothstep(radius - 0.5 * soft, radius + 0.5 * soft, r);
        return vec4(ball(spot.d / max(radius, 1e-4), base, lamp, 1.0), 1.0) * share;
    }
    if (seen.state == ZERO) {
        float radius = 0.11 * u_size;
        float share = 1.0 - smoothstep(radius, radius + w, r);
        return vec4(ball(spot.d / radius, u_gold * 1.3, lamp, 0.5), 1.0) * share;
    }
    float radius = 0.72 * most;
    if (seen.state == SUPPRESSED) {
        float strokes = hatch(spot.d, 0.9, 0.085, 0.35, w);
        vec3 glass = ball(spot.d / radius, mix(u_ground, u_nacre, 0.35), lamp, 0.15);
        return vec4(glass * (0.45 + 1.1 * strokes), 1.0) * (1.0 - smoothstep(radius, radius + w, r)) * 0.85;
    }
    if (seen.state == HELD) {
        float inside = step(r, radius) * (1.0 - smoothstep(0.02, 0.02 + w, abs(spot.d.y)));
        float band = max(ring(r, radius, 0.035, w), inside);
        return vec4(u_gold * (0.35 + 0.75 * max(dot(normalize(spot.d + 1e-4), lamp.xy), 0.0)), 1.0) * band;
    }
    return vec4(u_nacre * 0.30, 1.0) * ring(r, radius, 0.006, w);
}

// How much of the lamp a pearl takes from the wall at d, 0 .. 1.
float shadow(Spot spot) {
    Cell seen = data_at(max(spot.row, 0), COL_DENTAL_VISIT, u_moment);
    float radius = 0.49 * u_size * sqrt(seen.value / 100.0);  // 0 where there is no figure: no shadow
    return spot.row < 0 ? 0.0 : 0.6 * (1.0 - smoothstep(0.5 * radius, 1.4 * radius + 1e-4, length(spot.d)));
}

void main() {
    vec2 q = (pixel() - 0.5 * u_resolution) / u_resolution.y;
    float width = u_resolution.x / u_resolution.y;
    float pitch = 0.86 * width / float(u_strings);
    float w = 1.0 / (u_resolution.y * pitch);  // a pixel, in places
    float angle = radians(u_lamp);
    vec3 lamp = normalize(vec3(cos(angle), sin(angle), 0.75));

    // The wall: dark, with the pool of light that the lamp throws on it.
    vec2 pool = (q - 0.55 * vec2(cos(angle) * width * 0.6, sin(angle))) * vec2(0.62, 0.9);
    vec3 light = u_ground * (0.10 + 0.95 * exp(-2.6 * dot(pool, pool)));

    light *= 1.0 - shadow(nearest(q + 0.30 * pitch * lamp.xy, width, pitch));

    Spot spot = nearest(q, width, pitch);
    float thread = 1.0 - smoothstep(0.010, 0.010 + w, abs(spot.thread));
    light = mix(light, u_gold * (0.16 + 0.34 * smoothstep(-0.3, 0.5, q.y)), 0.8 * thread);
    if (spot.row >= 0) {
        vec4 pearl = mark(spot, lamp, w);
        light = light * (1.0 - pearl.a) + pearl.rgb;
    }
    o = vec4(light * exp2(u_light - 2.2), 1.0);
}
