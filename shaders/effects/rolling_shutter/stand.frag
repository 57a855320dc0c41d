// Where a shaking camera stands while it reads each row.
//
// reads   u_amount, u_reach, u_readout, u_shake_phase
// writes  o.xy  px to the right and up
//
// The camera stands at s(t) = reach (sin(2 pi t) + ...), t in shakes; the row v heights from the top is read
// at t + readout v, so a shake is written down the picture. Nothing is kept: any frame alone is whole.

void main() {
    float v = 1.0 - pixel().y / u_output.y, turn = 6.2831853 * (u_shake_phase + u_readout * v);
    // The second shake is the golden ratio faster: the two never agree. Up and down it squeezes rows.
    vec2 stand = vec2(sin(turn) + 0.45 * sin(1.6180340 * turn + 1.0), 0.22 * sin(0.5 * turn + 2.0));
    o = vec4(u_amount * u_reach * u_output.y * stand, 0.0, 0.0);
}
