// float bow_at(float bow, float ring, float c)      float angle_at(float turn, float bow, float ring, float r)
//
// How pipes bow on their way out: a pipe that leaves its ring under `turn` is, at r, at an angle less by bow_at r^2.
//
// bow      below 0 they rise; above, they fall      ring  radius of the ring they leave
// c        cosine of the angle there: one that stands upright rises no further, and falls less than one that lies
// returns  radians; angle_at around the ring's centre

const float UPRIGHT = 0.35;  // of what a lying pipe falls, one that stands does

float even(float bow) {
    return bow > 0.0 ? UPRIGHT : 0.0;
}

float bow_at(float bow, float ring, float c) {
    return bow * (even(bow) + (1.0 - even(bow)) * c) * 1.2 / (1.0 + ring);
}

float angle_at(float turn, float bow, float ring, float r) {
    float angle = turn;
    for (int k = 0; k < 4; k++) angle = turn - bow_at(bow, ring, cos(angle)) * r * r;
    return angle;
}
