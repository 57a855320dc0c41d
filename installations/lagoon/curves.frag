// Where the strands of each creature are now.
//
// reads   t_places, t_leader, u_threads, u_playhead
// writes  o.xyz  joint texel.x of strand texel.y of its row, mm      o.w  half width, mm; 0 where there is none

#include "axes.glsl"
#include "strand.glsl"
#include "chance.glsl"
#include "near.glsl"

const float TURN = 6.2831853;

void main() {
    int row = texel().y / STRANDS, strand = texel().y % STRANDS;
    float s = float(texel().x) / float(JOINTS - 1);
    vec4 top = texelFetch(t_places, ivec2(row, 0), 0), up = texelFetch(t_places, ivec2(row, 1), 0), form = texelFetch(t_places, ivec2(row, 3), 0);
    vec3 carried = texelFetch(t_places, ivec2(row, 4), 0).xyz;
    mat3 frame = axes_of(up.xyz);
    vec3 own = chance(row, 31u), drawn = chance(row * STRANDS + strand, 32u), more = chance(row * STRANDS + strand, 33u) - 0.5;
    bool arm = strand < ARMS, near = row == near_one();
    float around = TURN * ((float(strand) + 0.9 * drawn.x) / float(arm ? ARMS : STRANDS - ARMS) + own.x);
    vec2 out_ = vec2(cos(around), sin(around));
    float share = clamp(texelFetch(t_places, ivec2(row, 2), 0).y, 0.0, 1.0);
    // Some far longer than others: a fringe of one length is a comb.
    float length_ = u_threads * top.w * mix(0.8, 1.2, share) * (arm ? mix(1.4, 3.0, own.z) * mix(0.8, 1.2, drawn.y) : mix(2.0, 5.0, own.y) * mix(0.35, 1.25, drawn.y * drawn.y)) * (near ? arm ? 1.35 : 1.5 : 1.0);
    vec3 root = arm ? vec3(out_.x * 0.12, -up.w * 0.86 / top.w, out_.y * 0.12) : vec3(out_.x, -up.w * (1.0 - form.y) / top.w, out_.y) * vec3(0.98, 1.0, 0.98);
    float late = TURN * (2.0 * u_playhead - 0.7 * s + own.y) + (arm ? 0.7 : 0.45) * drawn.z;
    vec3 sway = vec3(sin(late), 0.0, cos(late + 1.0)) * (arm ? 0.09 : 0.085) * s * length_;
    sway += vec3(sin(2.0 * late + 3.0 * drawn.x), 0.0, cos(2.0 * late)) * 0.016 * s * length_;
    vec3 in_ = arm ? vec3(0.0) : vec3(-out_.x, 0.0, -out_.y) * 0.55 * s * top.w;  // they draw together
    vec3 p = top.xyz + frame * (root * top.w + in_ + vec3(0.0, -s * length_, 0.0)) + sway;
    // The water carries them back along the way that it came.
    p += s * s * length_ * (0.75 * length(carried) * (carried + up.xyz) + (arm ? 0.05 : 0.22) * vec3(more.xy, 0.0));
    float wide = arm ? 0.10 * (0.4 + 2.2 * s * (1.0 - s)) * (1.0 - 0.5 * s) * top.w : (0.022 + 0.0045 * top.w) * mix(1.0, 0.5, s);
    o = vec4(p, wide);
}
