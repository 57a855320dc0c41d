// float reach_of(float part)
//
// Where on its pipe a figure lies: 0 at the hinge, 1 at the end of the range, and in between in proportion.
//
// part  0 .. 1, of the range of the role

const float STUB = 0.06;  // of a pipe that shows nothing

float reach_of(float part) {
    return max(part, STUB);
}
