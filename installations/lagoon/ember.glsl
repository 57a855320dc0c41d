// float ember_reach(float warm)
//
// How far the light of an ember reaches, radii of its bell.
//
// warm     0 .. 1, -1 where that is not known

const float BEAD = 0.62;   // of pearl that says zero, at the same place: its radius, radii of the bell
const float EMBER = 1.08;  // where it hangs, heights of the bell below its top: hardly before the light that stands there

float ember_reach(float warm) {
    return warm < 0.0 ? 0.36 : 0.14 + 0.38 * warm;
}
