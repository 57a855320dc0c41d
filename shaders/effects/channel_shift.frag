/*
title = "Channel shift"
says = "Red slides off the other colours, as on a tube whose beams no longer meet."
fault = "tampered"
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How much of the shift is done."
[params.reach]
default = 0.03
low = 0.0
high = 0.25
unit = "widths"
help = "How far red goes."
[params.angle]
default = 0.0
low = -180.0
high = 180.0
unit = "deg"
help = "Which way red goes: 0 to the right, 90 up."
[params.blue]
default = -0.15
low = -1.0
high = 1.0
unit = "shifts of red"
help = "How far blue goes. At 0 edges are coral and teal; at -1 they have every colour."
[params.wrap]
default = false
help = "Whether what leaves on one side comes in on the other; else the edge goes on."

[draw]
footprint = {whole = ["source"]}
*/
// reads   t_source: linear light, premultiplied
// writes  o: red and blue moved by whole px, green where it was, alpha the most of the three
// space   px, y up

vec4 moved(vec2 by) {  // whole px: nothing is blurred, and 0 is the picture itself
    vec2 at = pixel() - round(by), wrapped = at - floor(at / u_resolution) * u_resolution;
    return fetch_source(ivec2(u_wrap ? wrapped : clamp(at, vec2(0.0), u_resolution - 0.5)));
}

void main() {
    float turn = radians(u_angle);
    vec2 way = u_amount * u_reach * u_resolution.x * vec2(cos(turn), sin(turn));
    vec4 still = fetch_source(target_texel()), red = moved(way), blue = moved(u_blue * way);
    o = vec4(red.r, still.g, blue.b, max(still.a, max(red.a, blue.a)));
}
