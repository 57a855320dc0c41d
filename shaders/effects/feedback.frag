/*
title = "Feedback"
says = "The camera films its own screen: each picture stands inside the one before it, turned and fading."
fault = "stale"
reads = ["source", "feedback"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How opaque its last picture lies over the new one."
[params.zoom]
default = 0.75
low = 0.2
high = 5.0
unit = "a second"
help = "Growth of the picture in the screen; below 1 it recedes into a tunnel, above 1 it comes."
[params.turn]
default = 20.0
low = -180.0
high = 180.0
unit = "deg/s"
help = "Turn of the picture in the screen, counter-clockwise."
[params.drift]
default = [0.0, 0.05]
low = -1.0
high = 1.0
unit = "heights/s"
help = "Way that the picture in the screen moves, right and up."
[params.hue]
default = 25.0
low = -360.0
high = 360.0
unit = "deg/s"
help = "Turn of its colours in Oklab."
[params.life]
default = 1.2
low = 0.05
high = 20.0
unit = "s"
help = "Time after which half of a picture is gone at full amount."

[draw]
footprint = {whole = ["feedback"]}
*/
// reads   t_source; t_feedback: what this showed a frame ago
// writes  o: the last picture, moved, over the source; linear light, premultiplied
// space   q: picture heights from the centre, y up

#include "lib/color/oklab.glsl"
#include "lib/transform/rotate.glsl"

void main() {
    o = fetch_source(target_texel());
    vec2 q = (pixel() - 0.5 * u_output) / u_output.y - u_drift * u_dt;
    q = rotate(q, -radians(u_turn) * u_dt) * pow(u_zoom, -u_dt);
    vec2 at = q * u_output.y / u_output + 0.5;
    // Beyond the screen there is no picture: the source shows, and the frame draws its own tunnel.
    vec2 inside = step(vec2(0.0), at) * step(at, vec2(1.0));
    float weight = u_amount * (2.0 - u_amount) * exp2(-u_dt / u_life) * inside.x * inside.y;
    if (weight == 0.0) return;
    vec4 last = texture(t_feedback, at);
    if (any(isnan(last)) || any(isinf(last))) return;  // one bad frame must not stay for ever
    if (u_hue != 0.0) {
        vec3 lab = oklab_from_linear(max(last.rgb, 0.0));
        last.rgb = max(oklab_to_linear(vec3(lab.x, rotate(lab.yz, radians(u_hue) * u_dt))), 0.0);
    }
    // Light without alpha covers too: it would pile up without end.
    float cover = min(max(last.a, max(last.r, max(last.g, last.b))), 1.0);
    o = weight * last + (1.0 - weight * cover) * o;
}
