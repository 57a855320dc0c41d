// The smile as one body for printers and other worlds: crowns, gum, a palate in each jaw and a post between them.
//
// reads   t_teeth, t_people, the strokes of sculptors
// writes  o.x  about the distance in mm, < 0 inside      o.yzw  colour, linear light
//
// Neighbouring crowns are welded where they touch and filled below: no hole is left for a grid to get wrong.
// Each arch is closed by its palate, and one post joins the jaws: one body without a hole through it.

#include "gum.glsl"
#include "palate.glsl"
#include "told.glsl"
#include "lib/sculpt/deform.glsl"
#include "lib/op/smooth_union.glsl"

const vec3 PLINTH = vec3(0.028, 0.050, 0.105);

// Where a sculptor's stroke took p from: the strokes backwards, by fixed point.
vec3 unsculpted(vec3 p) {
    vec3 q = p;
    for (int k = 0; k < 6 && u_strokes > 0; k++) q = p - (sculpt(q) - q);
    return q;
}

vec3 neck(int i) {
    return texelFetch(t_teeth, ivec2(i, 0), 0).xyz;
}

// The tooth of a jaw that p is nearest to across the arch, -1 where the jaw is not there.
int nearest(int first, vec3 p) {
    float best = 1e9;
    int own = -1;
    for (int i = first; i < first + 16; i++) {
        vec4 at = texelFetch(t_teeth, ivec2(i, 0), 0);
        float far = dot(p.xz - at.xz, p.xz - at.xz);
        if (at.w > 0.0 && far < best) {
            best = far;
            own = i;
        }
    }
    return own;
}

bool stands(int i, int first) {
    return i >= first && i < first + 16 && texelFetch(t_teeth, ivec2(i, 0), 0).w > 0.0;
}

// Where p stands on the curve of hearts: tooth and u of gum.glsl. Each part is a parabola: Newton from its chord.
float foot(inout int i, vec3 p) {
    int first = i / 16 * 16;
    float u = 0.5;
    for (int tries = 0; tries < 2; tries++) {
        bool left = stands(i - 1, first), right = stands(i + 1, first);
        vec3 b = neck(i), a = 0.5 * (b + neck(left ? i - 1 : i)), c = 0.5 * (b + neck(right ? i + 1 : i));
        vec3 bend = a - 2.0 * b + c;
        u = dot(p - a, c - a) / dot(c - a, c - a);
        for (int k = 0; k < 3; k++) {
            vec3 way = 2.0 * (b - a + u * bend), off = a + u * (2.0 * (b - a) + u * bend) - p;
            u -= clamp(dot(off, way) / max(dot(way, way) + 2.0 * dot(off, bend), 4.0), -0.5, 0.5);
        }
        if (u < 0.0 && left) i--;
        else if (u > 1.0 && right) i++;
        else break;
    }
    return clamp(u, 0.0, 1.0);
}

// The gum near the tooth i.
float gum_field(int i, vec3 p) {
    float u = foot(i, p);
    Section s = gum_section(i, u);
    vec3 d = p - s.heart;
    float along = dot(d, s.tip), across = dot(d, s.lips), end = dot(d, s.beyond) - 0.5 * s.own.crown.size.x - 1.0;
    s.tilt = 0.0;
    vec2 walls = gum_walls(s, clamp(along, -s.base, s.margin));
    float field = higher(max(across - walls.x, -across - walls.y), along - s.margin, 1.2);
    field = higher(field, -s.base - along, 3.0);
    return s.own.fdi == s.next.fdi ? higher(field, end, 3.0) : field;
}

// Crowns of one jaw near p: x their union, yzw its colour.
vec4 crowns_near(int own, vec3 p) {
    float crown = 1e9, second = 1e9, height = 0.0, other = 0.0;
    int tooth = own;
    for (int i = max(own - 1, own / 16 * 16); i <= min(own + 1, own / 16 * 16 + 15); i++) {
        Tooth t = tooth_at(i);
        if (t.fdi == 0 || t.here < 0.01) continue;
        vec3 q = to_tooth(t, p);
        float field = 0.8 * crown_field(t.crown, q), share = clamp(q.y / t.crown.size.y, 0.0, 1.0);
        if (field < crown) {
            second = crown; other = height;
            crown = field; height = share; tooth = i;
        } else if (field < second) {
            second = field; other = share;
        }
    }
    if (crown > 1e8) return vec4(crown, vec3(0.0));
    float weld = mix(2.0, 0.5, smoothstep(0.70, 0.90, 0.5 * (height + other)));
    vec3 colour = abs(crown) < 2.0 ? crown_colour(tooth, p, height) : u_enamel;
    return vec4(second > 1e8 ? crown : smooth_union(crown, second, weld), colour);
}

void main() {
    vec3 p = unsculpted(point());
    vec4 crowns = vec4(1e3, vec3(0.0));
    float body = 1e3;
    bool aside = true;
    for (int first = 0; first < 32; first += 16) {
        int own = nearest(first, p);
        if (own < 0) continue;
        float far = distance(p, neck(own));
        if (far > 20.0) {
            body = min(body, far - 15.0);
            continue;
        }
        vec4 found = crowns_near(own, p);
        if (found.x < crowns.x) crowns = found;
        float gum = 0.8 * gum_field(own, p);  // a body needs one, also where the picture has none
        body = min(body, gum);
        if (dot(p - neck(own), texelFetch(t_teeth, ivec2(own, 2), 0).xyz) > 3.0 && far < 9.0) aside = false;
    }
    // Beside a crown the palate is far: it need not be asked, but for the post, which may stand behind a front tooth.
    if (aside || post_field(p) < 3.0) body = smooth_union(body, palate_and_post(p), 1.0);
    // What holds the teeth is gum where the picture has gum; else a plinth, as dark as its room.
    vec3 held_by = u_gum > 0.0 ? u_flesh : PLINTH;
    // As wide a border of colours as two steps of the mesh: its corners would be a saw else.
    vec3 colour = mix(held_by, crowns.yzw, smoothstep(-0.5, 0.5, body - crowns.x));
    // A fillet where crown and gum meet: no crevice thinner than a printer can leave open.
    o = vec4(smooth_union(crowns.x, body, 0.9), colour);
}
