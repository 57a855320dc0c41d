// float ember_reach(float warm)
//
// How far the light of an ember reaches, radii of its bell.
//
// warm     0 .. 1, -1 where that is not known

float ember_reach(float warm) {
    return warm < 0.0 ? 0.42 : 0.16 + 0.46 * warm;
}
