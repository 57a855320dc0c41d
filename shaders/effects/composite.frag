/*
title = "Composite"
says = "The picture is sent down one wire as a television signal, harmed on the way, and decoded again."
reads = ["source", "decoded"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How far the signal is harmed. The first fifth brings in the decoded picture itself."
[params.noise]
default = 9.0
low = 0.0
high = 60.0
unit = "IRE"
help = "Noise of the wire, its standard deviation; white is 100 IRE."
[params.bleed]
default = 20
low = 8
high = 48
unit = "samples"
help = "Half the width of the colour filter: 8 is a good set (1 MHz), 30 a tape (0.3 MHz)."
[params.ghost]
default = 0.22
low = 0.0
high = 0.8
help = "Strength of an echo that came by a longer way."
[params.delay]
default = 17
low = 1
high = 90
unit = "samples"
help = "How much later that echo comes; a line is 768."
[params.dropouts]
default = 0.25
low = 0.0
high = 1.0
help = "Share of the lines where the tape has lost its coat for a moment."
[params.tracking]
default = 0.5
low = 0.0
high = 1.0
help = "How badly the band is read where the heads leave their track."
[params.drift]
default = 0.09
low = 0.02
high = 2.0
unit = "Hz"
help = "How often that band passes."
[params.hue]
default = 25.0
low = 0.0
high = 180.0
unit = "deg"
help = "How far the decoder's colour reference may be off, line by line."
[[passes]]
name = "parts"
shader = "composite/parts.frag"
reads = ["source"]
size = ["768", "486"]
format = "f4"
filter = "nearest"
[[passes]]
name = "signal"
shader = "composite/signal.frag"
reads = ["parts"]
size = ["768", "486"]
format = "f4"
filter = "nearest"
[[passes]]
name = "timing"
shader = "composite/timing.frag"
size = ["1", "486"]
format = "f4"
filter = "nearest"
[[passes]]
name = "wire"
shader = "composite/wire.frag"
reads = ["signal", "timing"]
size = ["768", "486"]
format = "f4"
filter = "nearest"
[[passes]]
name = "colour"
shader = "composite/colour.frag"
reads = ["wire", "timing"]
size = ["192", "486"]
format = "f4"
filter = "nearest"
[[passes]]
name = "decoded"
shader = "composite/decoded.frag"
reads = ["wire", "timing", "colour"]
size = ["768", "486"]
*/
// reads   t_source, t_decoded: the received picture, 768 x 486
// writes  o: that picture
// space   the raster covers the whole picture, whatever its shape

void main() {
    vec4 source = fetch_source(target_texel());
    vec3 light = textureLod(t_decoded, pixel() / u_resolution, 0.0).rgb;
    float alpha = max(source.a, max(light.r, max(light.g, light.b)));  // noise is seen where no picture is, too
    o = mix(source, vec4(light, alpha), min(1.0, 5.0 * u_amount));
}
