// int span_frames(): frames that one of the four moments is shown, at least 1.
//
// reads   u_span (s), u_dt (s)

int span_frames() {
    return max(1, int(u_span / u_dt + 0.5));
}
