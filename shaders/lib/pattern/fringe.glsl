// float fringe(vec3 p, vec3 a, vec3 b, float pitch, float phase)
//
// Interference of two lamps: the bright and dark shells that a hologram's plate records.
//
// p        point; a, b  the two sources; all in one unit
// pitch    difference of the two ways from one bright shell to the next, > 0, same unit
// phase    cycles by which the second lamp runs ahead: turning it moves the shells
// returns  0 .. 1, 1 where both ways differ by a whole number of pitches
// exact    two coherent point sources of equal strength

float fringe(vec3 p, vec3 a, vec3 b, float pitch, float phase) {
    float ways = (distance(p, a) - distance(p, b)) / pitch + phase;
    return 0.5 + 0.5 * cos(6.283185307 * (ways - floor(ways)));
}
