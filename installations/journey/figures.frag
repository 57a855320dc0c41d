// What each strand shows at each time.
//
// reads   t_table
// writes  o.x  how far it is open, 0 .. 1, -1 where that is not known
//         o.y, o.z  the same of the ends of its interval
//         o.w  its state
//         areas across, times up

#include "lib/data/cell.glsl"

void main() {
    Cell cell = data_cell(texel().x, ROLE_OPEN, texel().y);
    if (cell.state != VALUE) {
        o = vec4(-1.0, -1.0, -1.0, float(cell.state));
        return;
    }
    o = vec4(clamp(vec3(role_part(ROLE_OPEN, cell.value), role_part(ROLE_OPEN, cell.low),
                        role_part(ROLE_OPEN, cell.high)), 0.0, 1.0), float(VALUE));
}
