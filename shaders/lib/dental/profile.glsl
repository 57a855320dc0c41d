// Crown crown_of(int kind, vec3 scale)
// vec4 crown_profile(Crown c, float y)
//
// A tooth from all four sides: how far it reaches from its axis at each height.
//
// kind     as lib/dental/anatomy.glsl counts      scale  of width, length and depth, > 0
// y        height above the neck, mm: c.size.y at the tip of the crown, negative in the root
// returns  reach to mesial, distal, labial and lingual, mm; the last may be negative where the edge leans labially
// exact    the widest place is size.x wide and size.z deep; C1 in y

#include "lib/dental/anatomy.glsl"

// size: width, length, depth, root, mm; neck: width, depth, mm; shape 0..15; wear: mm gone from the edge;
// mamelon: height of the three lobes of a young edge, mm; end: how far the root goes down before it is closed, mm
struct Crown { vec4 size; vec2 neck; int shape; float wear; float mamelon; float end; };

// Heights of the mesial and distal contact, and what of the half width is lost from there to the tip.
const vec4 CONTACTS[16] = vec4[](
    vec4(0.80, 0.70, 0.05, 0.13), vec4(0.78, 0.62, 0.10, 0.26), vec4(0.64, 0.56, 0.46, 0.48),
    vec4(0.68, 0.62, 0.18, 0.20), vec4(0.68, 0.62, 0.18, 0.20), vec4(0.60, 0.54, 0.17, 0.19),
    vec4(0.60, 0.54, 0.18, 0.22), vec4(0.60, 0.54, 0.20, 0.28), vec4(0.80, 0.80, 0.04, 0.04),
    vec4(0.80, 0.77, 0.05, 0.08), vec4(0.70, 0.56, 0.40, 0.48), vec4(0.64, 0.60, 0.28, 0.28),
    vec4(0.64, 0.60, 0.22, 0.22), vec4(0.60, 0.56, 0.13, 0.16), vec4(0.60, 0.56, 0.14, 0.17),
    vec4(0.60, 0.56, 0.16, 0.22));
// Where the labial and the lingual face end at the tip, shares of half the depth.
const vec2 EDGES[16] = vec2[](
    vec2(0.56, -0.26), vec2(0.56, -0.24), vec2(0.52, -0.12), vec2(0.60, 0.60), vec2(0.60, 0.62),
    vec2(0.70, 0.70), vec2(0.70, 0.70), vec2(0.68, 0.64), vec2(0.45, -0.12), vec2(0.45, -0.12),
    vec2(0.48, -0.05), vec2(0.46, 0.50), vec2(0.50, 0.66), vec2(0.54, 0.74), vec2(0.54, 0.74),
    vec2(0.54, 0.70));

Crown crown_of(int kind, vec3 scale) {
    vec4 size = tooth_size(kind) * vec4(scale, 1.0);
    return Crown(size, tooth_neck(kind) * scale.xz, tooth_shape(kind), 0.0, 0.0, 2.5);
}

float bump(float x, float narrow) {
    return exp(-narrow * x * x);
}

vec4 crown_profile(Crown c, float y) {
    float t = clamp(y / c.size.y, 0.0, 1.0);
    vec2 half_size = 0.5 * c.size.xz, neck = 0.5 * c.neck;
    vec4 at = CONTACTS[c.shape];
    vec2 s = min(t / at.xy, 1.0), rise = mix(sin(1.5707963 * s), s * s * (3.0 - 2.0 * s), 0.6);
    vec2 fall = max((t - at.xy) / (1.0 - at.xy), 0.0);
    vec2 across = mix(neck.xx, half_size.xx, rise) - half_size.x * at.zw * fall * fall;
    // The bulge near the neck guards the gum; from there the face leans back to the edge.
    vec2 contour = c.shape % 8 < 3 ? vec2(0.26, 0.20) : c.shape < 8 ? vec2(0.30, 0.46) : vec2(0.26, 0.50);
    vec2 edge = EDGES[c.shape] * half_size.y, q = max((t - contour) / (1.0 - contour), 0.0);
    vec2 bulge = mix(neck.yy, half_size.yy, sin(1.5707963 * min(t / contour, 1.0)));
    float hollow = smoothstep(0.0, 0.85, q.y) * 0.86 + 0.14 * q.y;
    vec2 lean = vec2(pow(q.x, 1.7), c.shape % 8 < 3 ? hollow : q.y * q.y);
    vec2 faces = mix(bulge, edge, lean);
    // Without a root the crown closes soon below its neck.
    float r = clamp(-y / (c.end > 4.0 ? c.size.w : 3.4), 0.0, 1.0);
    // A root grows slender and ends blunt, as a finger does and a fang does not.
    float slender = c.end > 4.0 ? 1.0 - 0.5 * pow(r, 1.6) - 0.5 * pow(r, 5.0) : 1.0 - pow(r, 1.8);
    return vec4(across, faces) * max(slender, 0.04);
}
