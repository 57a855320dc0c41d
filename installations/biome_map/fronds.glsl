// float fronds(vec4 fine)
//
// How far the kelp reaches out of the round shapes in which it grows: branching tufts, and gaps between them.
//
// fine     noise at seven tiles a height of the picture, see grain.frag
// returns  about -1.3 .. 1, mean 0; FRINGE cells of it are added: in the count and in the picture alike

const float FINE = 7.0, FRINGE = 1.2;

float fronds(vec4 fine) {
    return 1.0 - 3.2 * abs(fine.y + 0.15 * fine.z) - 0.8 * abs(fine.x) + 0.25;
}
