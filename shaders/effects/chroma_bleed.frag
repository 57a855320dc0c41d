/*
title = "Chroma bleed"
says = "Colour runs out of its forms to the right while the light stays sharp, as on tape."
reads = ["source", "chroma", "smear"]
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "How far colour runs."
[params.reach]
default = 0.06
low = 0.005
high = 0.25
unit = "widths"
help = "Way in which colour falls to a third."
[params.colour]
default = 1.6
low = 0.0
high = 3.0
unit = "x"
help = "Strength of the colour that runs."
[[passes]]
name = "chroma"
shader = "chroma_bleed/chroma.frag"
reads = ["source"]
size = ["ceil(width / 16)", "height / 2"]
[[passes]]
name = "smear"
shader = "chroma_bleed/smear.frag"
reads = ["chroma"]
size = ["ceil(width / 16)", "height / 2"]
*/
// reads   t_source, t_smear: colour differences of roots of light, run out
// writes  o: luma of the source, colour of the smear
// space   px; gamma is taken as 2

void main() {
    o = fetch_source(target_texel());
    if (u_amount <= 0.0) {
        return;
    }
    vec3 code = sqrt(max(o.rgb, 0.0));
    float luma = dot(code, vec3(0.299, 0.587, 0.114));
    vec2 run = textureLod(t_smear, pixel() / u_resolution, 0.0).xy;  // R - Y, B - Y
    vec3 smeared = vec3(run.x, -(0.299 * run.x + 0.114 * run.y) / 0.587, run.y);
    float wet = min(1.0, 4.0 * u_amount);
    vec3 shown = max(luma + mix(code - luma, u_colour * smeared, wet), 0.0);
    o.rgb = shown * shown;
}
