// float core_size(int i)      bool is_pearl(int i)      bool is_glass(int i)      bool is_asked(int i)      bool is_told(int i)
//
// What stands within the glass of a crown: a pearl as large as people kept their teeth.
//
// i        tooth
// reads    t_people, u_loss
// returns  core_size  0 where none stands; else SEED where the least is kept .. WITHIN where the most is, by the
//          role's domain: evenly, so that what grows is as large as what is said
//          is_pearl  whether that is a pearl, or one wrapped in silk; else it has the form of its crown
//          is_glass  whether glass stands around it; what is frozen stands without
//          is_told  whether its figure is
//          is_asked  whether there is a figure, or one that is kept back: where nobody asked an outline stands, without light

#include "lib/data/states.glsl"

const float WITHIN = 0.985;  // of a crown, what is whole enamel: glass is all around it
const float FULL = 0.93;     // the same of those of whom nobody lost any: pearl up to its glass
const float SEED = 0.40;     // of a crown, the smallest core: nobody's is gone
const float WRAPPED = 0.62;  // the same of silk, whatever it is wrapped around
const float WOUND = 0.34;    // turns of silk from neck to tip: folds that ran straight down looked like a fruit's

int state_of(int i) {
    return int(texelFetch(t_people, ivec2(i, 0), 0).z + 0.5);
}

float core_size(int i) {
    int state = state_of(i);
    if (state == HELD) return 1.0;
    if (state == SUPPRESSED) return WRAPPED;
    if (state == MISSING) return 0.0;
    if (state == ZERO && u_loss == LOSS_CORE) return FULL;
    if (u_loss == LOSS_EDGE) return WITHIN;
    if (u_loss == LOSS_TOOTH) return WITHIN * texelFetch(t_people, ivec2(i, 0), 0).w;
    return mix(SEED, WITHIN, texelFetch(t_people, ivec2(i, 1), 0).x);
}

bool is_pearl(int i) {
    int state = state_of(i);
    return state == SUPPRESSED || (u_loss == LOSS_CORE && state == VALUE);
}

bool is_asked(int i) {
    return state_of(i) != MISSING;
}

bool is_glass(int i) {
    return state_of(i) != HELD;
}

bool is_told(int i) {
    int state = state_of(i);
    return state == VALUE || state == ZERO;
}
