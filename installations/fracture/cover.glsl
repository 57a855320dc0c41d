// const float COVERS
//
// How fast glaze covers the clay: under a thickness t its share of the colour is 1 - exp(-COVERS * t).

const float COVERS = 3.6;
