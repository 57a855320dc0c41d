/*
title = "Rolling shutter"
says = "A camera that shakes while it reads its rows one by one makes the picture swim like jelly."
reads = ["source", "stand"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How hard the camera shakes."
[params.reach]
default = 0.08
low = 0.0
high = 0.25
unit = "heights"
help = "How far it shakes to either side."
[params.shake]
default = 0.6
low = 0.1
high = 12.0
unit = "Hz"
help = "How fast it shakes."
[params.readout]
default = 2.2
low = 0.0
high = 12.0
unit = "shakes"
help = "Shakes that pass while the picture is read from top to bottom."
[[passes]]
name = "stand"
shader = "rolling_shutter/stand.frag"
size = ["1", "height"]
format = "f4"

[draw]
footprint = {whole = ["source"]}
*/
// reads   t_source, t_stand: where the camera stood at each row, px
// writes  o: the picture, each row as the camera saw it
// space   px, y up; between px by the texture's own filter

void main() {
    vec2 stand = fetch_stand(ivec2(0, target_texel().y)).xy;
    vec2 at = (pixel() + stand) / u_resolution;
    o = u_amount > 0.0 ? textureLod(t_source, at, 0.0) : fetch_source(target_texel());
}
