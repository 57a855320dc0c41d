// float slit_behind(vec2 px): how long ago a slit passed this place.
//
// px       px of the picture, y up
// returns  0 at the slit .. 1 just before the next one comes, in ways from slit to slit
// reads    u_angle (deg), u_slits, u_rate_phase (cycles), u_output (px)

float slit_behind(vec2 px) {
    vec2 way = vec2(-sin(radians(u_angle)), cos(radians(u_angle)));
    float reach = dot(abs(way), u_output);  // of the picture along the way, px
    float place = dot(px - 0.5 * u_output, way) / reach + 0.5;
    return fract(u_rate_phase - place * float(u_slits));
}
