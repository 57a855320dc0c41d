// vec2 carrier(float sample_at, int line, int frame)      float window(int k, int half_width)
// int on_line(int sample_at)
//
// The colour subcarrier of system M at four samples a cycle, and the filter that stops it.
//
// sample_at    samples from the left of the active line; between them the phase goes on
// line         from the foot; frame from 0
// carrier      sin and cos of the subcarrier's phase: it turns by half a cycle a line (227.5 cycles)
//              and by half a cycle a frame (119437.5 cycles), so that its dots crawl
// window       raised cosine over -half_width .. half_width; its sum is 1
// on_line      the sample itself, beyond the ends one of the last cycle in the same phase: the carrier goes on
// exact        where half_width is a multiple of 4 the window has zeros at the subcarrier and at twice it
// source       SMPTE 170M-2004; Harris 1978 (the Hann window's zeros)

vec2 carrier(float sample_at, int line, int frame) {
    float phase = 1.5707963 * sample_at + 3.1415927 * float((line + frame) & 1);
    return vec2(sin(phase), cos(phase));
}

float window(int k, int half_width) {
    return (1.0 + cos(3.1415927 * float(k) / float(half_width))) / float(2 * half_width);
}

int on_line(int sample_at) {
    int same = sample_at & 3;
    return sample_at < 0 ? same : sample_at > 767 ? 764 + same : sample_at;
}
