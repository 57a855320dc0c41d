// The panel's own picture from a quilt: which view each subpixel shows, and its texel of that view.
//
// reads   t_quilt  RGBA of 8 bits, top row first; the other uniforms are those of
//         renderer/displays/lightfield/interlace.py (Weave), its twin
// writes  o  the panel's picture, top row first, alpha 1
// space   phases in turns of 2**32: whole numbers wrap where the lenses do, alike on every machine

uniform sampler2D t_quilt;
uniform ivec2 u_screen;     // px
uniform int u_mode;         // which pixel has which cell
uniform int u_cells;        // kinds of pixels
uniform int u_inverted;     // 1: views run against the phase
uniform int u_smooth;       // 1: mix the two nearest views
uniform int u_views;        // 2 .. 255
uniform uvec2 u_step;       // turns a px to the right and a px up
uniform uvec3 u_start[4];   // of the lower left pixel, by cell: red, green, blue
uniform uvec2 u_stride;     // texels of a tile a px right and a px down, in 2**-20
uniform uvec2 u_first;      // of the upper left pixel
uniform int u_columns;      // of tiles
uniform ivec4 u_tile;       // x: width; y: height of a tile, with its sign the way rows run; zw: corner of view 0, px

int cell_of(ivec2 p) {  // p: px from the lower left
    int cell = 0;
    if (u_mode == 1) cell = (p.x + p.y) & 1;
    else if (u_mode == 2) cell = p.x & 1;
    else if (u_mode == 3) cell = (p.y + ((p.x & 1) << 1)) & 3;
    else if (u_mode == 4) cell = p.y & 1;
    return cell % u_cells;
}

ivec2 texel_of(uint view, ivec2 inside) {
    // view * ceil(65536 / columns) >> 16 is view / columns for every view below 256.
    int row = int(view * uint((65535 + u_columns) / u_columns) >> 16u);
    int column = int(view) - row * u_columns;
    return u_tile.zw + ivec2(column * u_tile.x, row * u_tile.y) + inside;
}

void main() {
    ivec2 at = ivec2(gl_FragCoord.xy);
    ivec2 p = ivec2(at.x, u_screen.y - 1 - at.y);
    ivec2 inside = ivec2((uvec2(at) * u_stride + u_first) >> 20u);
    uvec3 phase = uvec3(uint(p.x) * u_step.x + uint(p.y) * u_step.y) + u_start[u_mode == 0 ? 0 : cell_of(p)];
    if (u_inverted == 1) phase = ~phase;
    uvec3 scaled = (phase >> 8u) * uint(u_views);
    o.a = 1.0;
    if (u_smooth == 0) {
        uvec3 view = scaled >> 24u;
        for (int c = 0; c < 3; c++) o[c] = texelFetch(t_quilt, texel_of(view[c], inside), 0)[c];
        return;
    }
    const uint HALF = 1u << 23u;
    scaled = max(scaled, HALF) - HALF;
    uvec3 near = scaled >> 24u, far = min(near + 1u, uint(u_views - 1)), share = (scaled >> 16u) & 255u;
    for (int c = 0; c < 3; c++) {
        uint a = uint(texelFetch(t_quilt, texel_of(near[c], inside), 0)[c] * 255.0 + 0.5);
        uint b = uint(texelFetch(t_quilt, texel_of(far[c], inside), 0)[c] * 255.0 + 0.5);
        o[c] = float((a * (256u - share[c]) + b * share[c] + 128u) >> 8u) / 255.0;
    }
}
