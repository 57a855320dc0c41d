// How silk is wound around a pearl.

const float WOUND = 0.34;  // turns from the neck to the tip: folds that ran straight down looked like a fruit's
