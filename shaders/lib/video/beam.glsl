// float video_beam(float across, float luma, float pitch)
//
// Light of one scanline across its height: a soft ridge, broader where the beam is strong.
//
// across   place between two lines, 0 .. 1, 0.5 on the line's middle
// luma     0 .. 1 of the beam; stronger beams leave less dark between the lines
// pitch    px from line to line; below 1.5 no line can be seen, from 3 on all of it
// returns  0.1 .. 1.9; its mean over a line is 1, so that lines take no light away
// exact    to rounding

float video_beam(float across, float luma, float pitch) {
    float depth = mix(0.9, 0.4, clamp(luma, 0.0, 1.0)) * smoothstep(1.5, 3.0, pitch);
    return 1.0 - depth * cos(6.283185307179586 * across);
}
