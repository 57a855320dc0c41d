// Light of one leaf and its shadow on the water.
//
// reads   what leaves.vert writes, u_leaf, u_glint, u_water, u_moon
// writes  o  linear light, premultiplied: the leaf over its shadow
//
// A leaf is drawn after what is known of its figure:
//   value       a leaf; the less sure, the softer its rim       zero     a bud: asked, and the answer is none
//   suppressed  a leaf below the water, dim                     held     a leaf rolled shut, not opened yet
//   missing     a ring of reeds around open water: nobody asked

#include "lib/data/states.glsl"
#include "moon.glsl"

in vec2 place;
flat in vec3 figure;
flat in vec3 own;
flat in vec2 middle;

// What is seen of the leaf at d (its radius is 1; w: a pixel's width there), and its share of the pixel.
vec4 leaf(vec2 d, int state, vec3 lamp, float w) {
    float r = length(d), turn = atan(d.y, d.x) - 6.2831853 * own.x;
    float cut = abs(mod(turn + 3.1415927, 6.2831853) - 3.1415927) - 0.14;  // its notch
    if (state == MISSING)
        return vec4(u_leaf * 0.35, 1.0) * smoothstep(w, 0.0, abs(r - 0.8) - 0.03) * step(0.5, fract(turn * 3.819719));
    if (state == ZERO) {
        float bud = smoothstep(0.22 + w, 0.22, length(d * vec2(1.0, 0.8)));
        return vec4(u_glint * 0.25 * (0.4 + dot(d, lamp.xy) * 3.0), 1.0) * bud;
    }
    vec3 green = u_leaf * mix(vec3(0.62, 0.85, 1.05), vec3(1.25, 1.05, 0.70), own.y);
    float soft = w + figure.y / 60.0, rim = smoothstep(0.5 * soft, -0.5 * soft, r - 1.0);
    if (state == SUPPRESSED) return vec4(mix(u_water, green, 0.35) * 0.22, 0.75) * rim * smoothstep(0.0, w, cut);
    if (state == HELD) {
        vec2 c = mat2(cos(own.z * 6.28), sin(own.z * 6.28), -sin(own.z * 6.28), cos(own.z * 6.28)) * d;
        float roll = smoothstep(w, -w, length(c * vec2(0.95, 4.2)) - 0.85);
        return vec4(green * (0.08 + 0.30 * max(0.0, 0.5 + 2.4 * c.y)), 1.0) * roll;
    }
    float veins = smoothstep(0.10, 0.0, abs(fract(turn * 13.0 / 6.2831853) - 0.5)) * smoothstep(0.1, 0.5, r);
    vec3 bend = normalize(vec3(d * (0.9 * r * r - 0.25) + 0.10 * veins, 1.0));  // a dish with a raised rim
    float lit = max(dot(bend, lamp), 0.0), sheen = pow(max(dot(bend, normalize(lamp + vec3(0, 0, 1))), 0.0), 40.0);
    vec3 light = green * (0.05 + 0.75 * lit * lit) * (0.85 + 0.3 * veins) + u_glint * 0.35 * sheen;
    light += u_glint * 0.5 * smoothstep(0.10, 0.0, abs(r - 0.96)) * max(dot(d, lamp.xy), 0.0);
    return vec4(light, 1.0) * rim * smoothstep(0.0, 1.5 * w, cut * r);
}

void main() {
    int state = int(figure.x + 0.5);
    vec3 lamp = moonlight();
    vec2 off = middle - moon_place();
    vec4 on = leaf(place, state, lamp, 1.5 / (u_output.y * figure.z));
    float shadow = state == VALUE ? 0.55 * smoothstep(1.5, 0.6, length(place + 0.35 * lamp.xy)) : 0.0;
    float key = 0.35 + 1.3 * exp(-2.2 * dot(off, off));  // leaves near the moon are lit most
    o = vec4(on.rgb * key, on.a + shadow * (1.0 - on.a));
}
