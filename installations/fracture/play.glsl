// float strained(float far, float rank)      float parted(float far, float rank)      float returned(float far)
// float gilded(float far)      float veined(float rank)
//
// The four movements, at a place of the plate. Everything starts at the strike and runs outwards.
//
// far       distance from the strike, as from_strike of wall.glsl has it
// rank      of a crack: 0 the rays that leave the strike .. 1 the last halving
// strained  how far the crack has opened as a hairline, 0 .. 1
// parted    how far the pieces on its two sides have come apart, 0 .. 1
// returned  how far they have come home, 0 .. 1
// gilded    how far the gold has run, 0 .. 1
// veined    whether gold is laid into a crack, 0 or 1: into the rays alone; all finer ones close as if nothing had been,
//           for petals under a net of gold could not be counted
// reads     u_movement

const float VEINS = 0.1;  // rank from which on a crack heals without gold

float wave(float level, float far, float rank) {
    return smoothstep(0.0, 0.18, level * 1.18 - 0.09 - 0.41 * rank - far * (0.09 + 1.1 * rank));
}

float strained(float far, float rank) {
    return wave(clamp(u_movement, 0.0, 1.0), far, rank);
}

float parted(float far, float rank) {
    return wave(clamp(u_movement - 1.0, 0.0, 1.0), far, rank);
}

float returned(float far) {
    return smoothstep(0.0, 0.55, clamp(u_movement - 2.0, 0.0, 1.0) * 1.35 - 0.40 * min(far, 2.0));
}

float gilded(float far) {
    return smoothstep(0.0, 0.10, clamp(u_movement - 2.0, 0.0, 1.0) * 1.40 - 0.30 - 0.50 * min(far, 2.0));
}

// Rank of the line across a node.
float rank_of(int node) {
    int depth = findMSB(node + 1);
    return depth < 3 ? 0.0 : float(depth - 2) / 8.0;
}

float veined(float rank) {
    return 1.0 - step(VEINS, rank);
}
