// A picture shown larger than it was drawn: smooth along its edges, and sharp across them.
//
// reads   t_picture: sRGB codes, top row first; u_rect: corner and size in the window, px; u_level: 0 is blackout
// writes  o: sRGB codes
//
// Each pixel is a mean of the 16 around it, by a kernel that is round where nothing has a direction and long along
// an edge: the direction is that in which brightness changes least around here (its structure tensor). All weights
// are positive, so that no edge gets a halo.

uniform sampler2D t_picture;
uniform vec4 u_rect;
uniform float u_level;

const float ROUND = 1.25;   // radius of the kernel, px of the picture, where there is no edge
const float ALONG = 2.2;    // along an edge
const float ACROSS = 1.05;  // across it
const float FLAT = 0.006;   // brightness by which neighbours but one may differ where there is none

float brightness(vec3 c) { return dot(c, vec3(0.299, 0.587, 0.114)); }

void main() {
    ivec2 last = textureSize(t_picture, 0) - 1;
    vec2 q = (gl_FragCoord.xy - u_rect.xy) / u_rect.zw;
    vec2 at = vec2(q.x, 1.0 - q.y) * vec2(last + 1) - 0.5;
    ivec2 base = ivec2(floor(at));
    vec2 f = at - vec2(base);
    vec3 here = vec3(0.0);  // between the four nearest, which is enough where nothing has an edge
    vec3 near[16];
    float b[16];
    for (int n = 0; n < 16; n++) {
        near[n] = texelFetch(t_picture, clamp(base + ivec2(n & 3, n >> 2) - 1, ivec2(0), last), 0).rgb;
        b[n] = brightness(near[n]);
    }
    vec3 tensor = vec3(0.0);  // xx, xy, yy
    for (int n = 0; n < 4; n++) {
        int one = 5 + (n & 1) + 4 * (n >> 1);
        vec2 slope = vec2(b[one + 1] - b[one - 1], b[one + 4] - b[one - 4]);
        float weight = ((n & 1) == 1 ? f.x : 1.0 - f.x) * (n >> 1 == 1 ? f.y : 1.0 - f.y);
        tensor += weight * vec3(slope.x * slope.x, slope.x * slope.y, slope.y * slope.y);
        here += weight * near[one];
    }
    float whole = 0.5 * (tensor.x + tensor.z);
    if (whole < FLAT * FLAT) {
        o = vec4(here * u_level, 1.0);
        return;
    }
    vec2 lean = vec2(0.5 * (tensor.x - tensor.z), tensor.y);
    float edge = smoothstep(0.0, 1.0, length(lean) / whole);  // 1 where all of it changes in one direction
    float angle = 0.5 * atan(lean.y, lean.x);
    vec2 across = vec2(cos(angle), sin(angle));
    vec2 reach = 1.0 / mix(vec2(ROUND), vec2(ALONG, ACROSS), edge);
    vec4 sum = vec4(0.0);
    for (int n = 0; n < 16; n++) {
        vec2 d = vec2(n & 3, n >> 2) - 1.0 - f;
        vec2 own = vec2(across.x * d.y - across.y * d.x, dot(across, d)) * reach;
        float w = max(0.0, 1.0 - dot(own, own));
        sum += w * w * vec4(near[n], 1.0);
    }
    o = vec4(sum.rgb / sum.a * u_level, 1.0);
}
