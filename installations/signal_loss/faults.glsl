// vec4 fault(int kind, int row)
//
// What is wrong with an area's figures now, as the feed has it.
//
// returns  x how much, 0 .. 1      y how much the latest, 0 .. 1      z s since it began, -1 never
//          w mended, 0 .. 1

vec4 fault(int kind, int row) {
    return texelFetch(t_faults, ivec2(kind, row), 0);
}
