// Strings of pearls along a smile: one pearl for each row of the table.
//
// reads   t_spots, every u_<parameter>, u_breath_phase (cycles), u_moment, u_rows, u_resolution (px)
// writes  o  linear light, alpha 1
// space   q: picture heights, x right, y up, origin in the middle; d: pearl places, from a pearl's centre
//
// A pearl is drawn after what is known of its figure:
//   value       a pearl; the less sure, the softer its edge
//   zero        a bead of gold: asked, and the answer is none
//   suppressed  dim glass under strokes: known, but too few people stand behind it
//   held        a closed ring of gold with a bar: known, not released yet
//   missing     a thin empty ring: nobody asked

#include "lib/data/cell.glsl"
#include "lib/pattern/hatch.glsl"
#include "strings.glsl"
#include "ball.glsl"

// Share of a pixel inside a ring: radius and half width in places, w the width of a pixel.
float ring(float r, float radius, float half_width, float w) {
    return 1.0 - smoothstep(half_width, half_width + w, abs(r - radius));
}

// What hangs at a spot: light multiplied by its share of the pixel, and that share.
vec4 mark(Spot spot, vec3 lamp, float w) {
    Cell seen = data_at(spot.row, ROLE_PEARL, u_moment);
    Cell lost = data_at(spot.row, ROLE_WARM, u_moment);
    float r = length(spot.d), most = 0.49 * u_size, hollow = 0.72 * most;
    if (seen.state == VALUE) {
        float radius = most * sqrt(seen.value / 100.0);  // the share is the pearl's disc
        float soft = w + radius * (seen.high - seen.low) / 100.0;
        float warm = is_known(lost.state) ? clamp(lost.value / 60.0, 0.0, 1.0) : 0.0;
        vec3 base = u_nacre * mix(vec3(0.88, 0.98, 1.10), vec3(1.12, 0.82, 0.62), warm);
        float share = 1.0 - smoothstep(radius - 0.5 * soft, radius + 0.5 * soft, r);
        return vec4(ball(spot.d / max(radius, 1e-4), base, lamp, 1.0), 1.0) * share;
    }
    if (seen.state == ZERO) {
        float radius = 0.11 * u_size, share = 1.0 - smoothstep(radius, radius + w, r);
        return vec4(ball(spot.d / radius, u_gold * 1.3, lamp, 0.5), 1.0) * share;
    }
    if (seen.state == SUPPRESSED) {
        vec3 glass = ball(spot.d / hollow, mix(u_ground, u_nacre, 0.25), lamp, 0.10);
        float strokes = hatch(spot.d, 0.9, 0.085, 0.35, w);
        return vec4(glass * (0.45 + 0.9 * strokes), 1.0) * 0.85 * (1.0 - smoothstep(hollow, hollow + w, r));
    }
    if (seen.state == HELD) {
        float bar = step(r, hollow) * (1.0 - smoothstep(0.02, 0.02 + w, abs(spot.d.y)));
        float towards = max(dot(normalize(spot.d + 1e-4), lamp.xy), 0.0);
        return vec4(u_gold * (0.12 + 0.34 * towards), 1.0) * max(ring(r, hollow, 0.035, w), bar);
    }
    return vec4(u_nacre * 0.30, 1.0) * ring(r, hollow, 0.006, w);
}

// How much of the lamp a pearl takes from the wall, 0 .. 1; where there is no figure, nothing.
float shadow(Spot spot) {
    float radius = 0.49 * u_size * sqrt(data_at(max(spot.row, 0), ROLE_PEARL, u_moment).value / 100.0);
    return spot.row < 0 ? 0.0 : 0.6 * (1.0 - smoothstep(0.5 * radius, 1.4 * radius + 1e-4, length(spot.d)));
}

void main() {
    vec2 q = (pixel() - 0.5 * u_output) / u_output.y;
    float width = u_output.x / u_output.y, pitch = 0.86 * width / float(strings_now(width));
    float w = 1.0 / (u_output.y * pitch);  // a pixel, in places
    float angle = radians(u_lamp);
    vec3 lamp = normalize(vec3(cos(angle), sin(angle), 0.75));
    // The wall: dark, with the pool of light that the lamp throws on it.
    vec2 pool = (q - 0.55 * vec2(cos(angle) * width * 0.6, sin(angle))) * vec2(0.62, 0.9);
    vec3 light = u_ground * (0.10 + 0.95 * exp(-2.6 * dot(pool, pool)));
    light *= 1.0 - shadow(nearest(q + 0.30 * pitch * lamp.xy, width, pitch));
    vec4 found = fetch_spots(target_texel());
    Spot spot = Spot(found.xy, int(found.z), found.w);
    float thread = 1.0 - smoothstep(0.010, 0.010 + w, abs(spot.thread));
    light = mix(light, u_gold * (0.16 + 0.34 * smoothstep(-0.3, 0.5, q.y)), 0.8 * thread);
    vec4 pearl = spot.row < 0 ? vec4(0.0) : mark(spot, lamp, w);
    o = vec4((light * (1.0 - pearl.a) + pearl.rgb) * exp2(u_light - 2.2), 1.0);
}
