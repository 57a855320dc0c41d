// float reach_of(float part)
//
// Where on its pipe a figure lies: 0 at the hinge, 1 where the longest pipes end.
//
// part  0 .. 1, of the range of the role

const float HINGE = 0.10;  // of a pipe that shows nothing

float reach_of(float part) {
    return mix(HINGE, 1.0, part);
}
