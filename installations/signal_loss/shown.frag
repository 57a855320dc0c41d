// Whom the great receiver shows, and what it receives, once for all pixels that ask.
//
// reads   t_signal, t_table, u_guest, u_coming, u_change
// writes  texels 0 .. 3: o  what it receives, as rows 0 .. 3 of signal.frag: in a change both, dark between them it showed
//                           a face that looked lifeless
//         texel 4: o.x  row of whom it shows      o.y  of whom its picture dissolves into

#include "great.glsl"

void main() {
    int row = great_row(), coming = coming_row(), part = texel().x;
    o = part == 4 ? vec4(row, coming, 0.0, 0.0)
                  : mix(texelFetch(t_signal, ivec2(row, part), 0), texelFetch(t_signal, ivec2(coming, part), 0), u_change);
}
