// float video_snow(float at, uint line, uint beat)
//
// A receiver's own noise where the carrier is weak: lines know nothing of each other, and along a line it is no
// finer than the receiver's filter.
//
// at       place along the line, in samples of that filter, > -4096
// line     number of the line, of all that shall differ
// beat     number of the frame, or any constant where the noise shall stand
// returns  -1 .. 1, mean 0, continuous in at; triangular at the samples, flatter between
// exact    at whole samples

#include "lib/hash/pcg.glsl"

float video_snow(float at, uint line, uint beat) {
    uint cell = uint(floor(at) + 4096.0);
    uvec3 a = pcg3d(uvec3(cell, line, beat)), b = pcg3d(uvec3(cell + 1u, line, beat));
    return mix(unit(a.x) + unit(a.y), unit(b.x) + unit(b.y), fract(at)) - 1.0;
}
