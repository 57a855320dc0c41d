// Phosphor: each point shines as bright as the light that falls on it, then fades, blue first.
//
// reads   t_source; t_glow: its last frame; u_life (s), u_warmth, u_dt (s)
// writes  o: linear light, premultiplied

void main() {
    ivec2 at = target_texel();
    vec4 life = u_life * vec4(1.0 + u_warmth, 1.0, 1.0 - 0.6 * u_warmth, 1.0 + u_warmth);
    o = max(fetch_source(at), fetch_glow(at) * exp2(-u_dt / life));
    if (any(isnan(o)) || any(isinf(o))) o = vec4(0.0);  // one bad frame must not glow for ever
}
