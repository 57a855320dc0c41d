/*
title = "Check-sum stripes"
says = "Packets whose check sum is wrong show that sum instead: a bar of 32 bits in the packet's own light."
reads = ["source", "check"]
fault = "tampered"
[params.amount]
default = 0.0
low = 0.0
high = 1.0
help = "Share of the packets that are not believed."
[params.rows]
default = 72
low = 8
high = 240
unit = "rows"
help = "Rows of packets."
[params.rate]
default = 0.6
low = 0.02
high = 8.0
unit = "Hz"
help = "How often other packets are doubted. They take turns."
[[passes]]
name = "check"
shader = "stripes/check.frag"
reads = ["source"]
size = ["8", "240"]
format = "f4"
filter = "nearest"
*/
// reads   t_source, t_check
// writes  o: the picture; a packet in doubt as the bits of its check sum: 1 its light, 0 a shade of the picture
// space   packets: 8 side by side, u_rows from the lower left

void main() {
    o = fetch_source(target_texel());
    vec2 place = pixel() / u_resolution * vec2(8.0, float(u_rows));
    vec4 low = texelFetch(t_check, ivec2(place), 0);
    if (low.x < 0.0) {
        return;
    }
    int bit = 31 - int(fract(place.x) * 32.0);  // highest bit first
    int half_word = bit > 15 ? int(low.x) : int(low.y);
    vec3 light = vec3(int(low.z) >> 8, int(low.z) & 255, int(low.w)) / 255.0;
    o.rgb = ((half_word >> (bit & 15)) & 1) == 1 ? light * o.a : o.rgb * 0.2;
}
