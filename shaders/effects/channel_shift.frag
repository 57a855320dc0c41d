/*
title = "Channel shift"
says = "Red and blue slide apart, as on a tube whose three beams no longer meet."
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How much of the shift is done."
[params.reach]
default = 0.04
low = 0.0
high = 0.25
unit = "widths"
help = "How far red goes to the right, and blue to the left, of the picture's width."
[params.angle]
default = 0.0
low = -180.0
high = 180.0
unit = "deg"
help = "Which way red goes; blue goes the other way."
[params.wrap]
default = false
help = "Whether what leaves on one side comes in on the other; else the edge goes on."
*/
// reads   t_source: linear light, premultiplied
// writes  o: red and blue moved by whole px, green and the sharpest alpha left
// space   px, y up

vec4 moved(ivec2 by) {
    ivec2 size = ivec2(u_resolution), at = texel() - by;
    return texelFetch(t_source, u_wrap ? (at + size) % size : clamp(at, ivec2(0), size - 1), 0);
}

void main() {
    float turn = radians(u_angle);
    // Whole px: nothing is blurred, and 0 is the picture itself.
    ivec2 by = ivec2(round(u_amount * u_reach * u_resolution.x * vec2(cos(turn), sin(turn))));
    vec4 still = texelFetch(t_source, texel(), 0), red = moved(by), blue = moved(-by);
    o = vec4(red.r, still.g, blue.b, max(still.a, max(red.a, blue.a)));
}
