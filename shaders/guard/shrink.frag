// The mean light of a finished picture on the flash guard's grid.
//
// reads   t_picture  sRGB codes, top row first
//         t_places   column and row of the px that speaks for each cell
// writes  o.rgb, o_point.rgb  linear light 0 .. 1, of the cell and of that px, top row first
// space   cell i of n holds pixels floor(i size / n) to floor((i + 1) size / n), at least one:
//         renderer/flash/linear_light.py (shrink) does the same

layout(location = 1) out vec4 o_point;

uniform sampler2D t_picture;
uniform isampler2D t_places;
uniform ivec2 u_grid;  // cells

// lib/color/srgb.glsl's srgb_decode within 1e-5, as a polynomial: every pixel of every frame comes through here.
vec3 decode(vec3 v) {
    vec3 curve = vec3(-0.04716058) * v + 0.20313659;
    curve = (((curve * v - 0.40627095) * v + 0.70087075) * v + 0.5158577) * v;
    curve = (curve + 0.03263253) * v + 0.00093114545;
    return mix(v / 12.92, curve, greaterThan(v, vec3(0.04045)));
}

void main() {
    ivec2 size = textureSize(t_picture, 0), cell = ivec2(pixel());
    ivec2 from = cell * size / u_grid;
    ivec2 to = max((cell + 1) * size / u_grid, from + 1);
    vec3 sum = vec3(0.0);
    for (int y = from.y; y < to.y; y++) {
        for (int x = from.x; x < to.x; x++) sum += decode(texelFetch(t_picture, ivec2(x, y), 0).rgb);
    }
    ivec2 count = to - from;
    o = vec4(sum / float(count.x * count.y), 1.0);
    o_point = vec4(decode(texelFetch(t_picture, texelFetch(t_places, cell, 0).xy, 0).rgb), 1.0);
}
