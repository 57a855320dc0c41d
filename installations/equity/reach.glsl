// float reach_of(float part, int state)
//
// Where on its pipe a figure that is known ends: 0 at the hinge, 1 at the end of the range, and in between in
// proportion, however small; a zero is an open mouth at the hinge that can be seen.
//
// part  0 .. 1, of the range of the role      state  as lib/data/states.glsl

#include "lib/data/states.glsl"

const float STUB = 0.05;    // of a pipe that says none
const float UNTOLD = 0.76;  // of the longest, where what is not known has faded out: neither the most nor the least

float reach_of(float part, int state) {
    return state == ZERO ? max(part, STUB) : part;
}
