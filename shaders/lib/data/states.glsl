// const int MISSING, VALUE, ZERO, SUPPRESSED, HELD      bool is_known(int state)
//
// What is known of one figure. Draw each differently; missing is never drawn as zero.
//
// MISSING      nobody asked, or the answer was lost
// VALUE        a released figure
// ZERO         asked, and the answer is none
// SUPPRESSED   known to the source, withheld because too few people stand behind it
// HELD         known, not released: the community has not agreed (yet)
// is_known     true where there is a number to draw: VALUE and ZERO
// source       renderer/data/state.py has the same codes

const int MISSING = 0;
const int VALUE = 1;
const int ZERO = 2;
const int SUPPRESSED = 3;
const int HELD = 4;

bool is_known(int state) {
    return state == VALUE || state == ZERO;
}
