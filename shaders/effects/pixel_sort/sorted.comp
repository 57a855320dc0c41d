// Stretches of rows or columns sorted by lightness, each in place, stably and exactly.
//
// A thread sorts one piece of 256 px of a line. A pixel's key is (beginning of its stretch, lightness, place):
// all keys of a piece differ and no stretch can leave its seat, so one bitonic sort of the piece (Batcher,
// AFIPS 1968; all comparators one way, the first of each merge mirrored) sorts every stretch in it. A pixel
// that is in none is one of its own. Runs of 16 keys are sorted in registers; the threads need no barrier.
//
// reads   t_source, u_resolution (px), the parameters, u_seed; a thread is no pixel here: neither texel() nor inside()
// writes  i_sorted: the source's pixels at their new places
// space   px; line: which row or column; along: on it, from the left or from below

#include "lib/hash/pcg.glsl"
#include "lib/noise/value.glsl"

const int RUN = 16, RUNS = 16;
uint keys[RUN * RUNS];
uint run[RUN];

ivec2 place(int line, int along) {
    return u_upright ? ivec2(line, along) : ivec2(along, line);
}

// Puts the keys of `run` in order by pairs: each with the one `half` further on, or in mirrored blocks of 2 half.
void order(int flip) {
    for (int i = 0; i < RUN; i++) {
        int j = i ^ flip;
        uint low = min(run[i], run[j]), high = max(run[i], run[j]);
        if (j > i) {
            run[i] = low;
            run[j] = high;
        }
    }
}

void sort_run(int r) {
    for (int i = 0; i < RUN; i++) run[i] = keys[r * RUN + i];
    order(1);
    order(3); order(1);
    order(7); order(2); order(1);
    order(15); order(4); order(2); order(1);
    for (int i = 0; i < RUN; i++) keys[r * RUN + i] = run[i];
}

void merge_run(int r) {
    for (int i = 0; i < RUN; i++) run[i] = keys[r * RUN + i];
    order(8); order(4); order(2); order(1);
    for (int i = 0; i < RUN; i++) keys[r * RUN + i] = run[i];
}

// Every key of each run with one of the run whose number differs by `flip`.
void trade(int flip, int mirror) {
    for (int r = 0; r < RUNS; r++) {
        int other = r ^ flip;
        if (other < r) continue;
        for (int i = 0; i < RUN; i++) {
            int a = r * RUN + i, b = other * RUN + (i ^ mirror);
            uint low = min(keys[a], keys[b]), high = max(keys[a], keys[b]);
            keys[a] = low;
            keys[b] = high;
        }
    }
}

void sort_keys() {
    for (int r = 0; r < RUNS; r++) sort_run(r);
    for (int top = 1; top < RUNS; top = 2 * top + 1) {
        trade(top, RUN - 1);
        for (int flip = (top + 1) / 4; flip > 0; flip /= 2) trade(flip, 0);
        for (int r = 0; r < RUNS; r++) merge_run(r);
    }
}

// Keys of the piece whose slot 0 is the pixel `first` of the line; slots before the line wrap to its end.
void take_keys(int line, int first, int span, int ring, int length) {
    int begin = 0, left = 0;  // px to the next cut
    float dark = u_dark * (1.0 - u_amount) * (1.0 - u_amount);
    bool before = false;
    for (int slot = 0; slot < RUN * RUNS; slot++) {
        int along = first + slot + (first + slot < 0 ? ring : 0);
        bool moves = false;
        uint bits = 0u;
        if (slot < span && along < length) {
            vec3 rgb = fetch_source(place(line, along)).rgb;
            // The square root of luminance is near to what the eye sees; 16 bits of it, up to 4 times white.
            float light = sqrt(max(dot(rgb, vec3(0.2126, 0.7152, 0.0722)), 0.0));
            moves = light >= dark && (light <= u_light || u_light == 1.0);
            bits = uint(min(light * 0.5, 1.0) * 65535.0 + 0.5);
        }
        if (!moves || !before || left == 0 || along == 0) begin = slot;
        left = left == 0 ? u_reach - 1 : left - 1;
        before = moves;
        keys[slot] = uint(begin) << 24 | (u_falling ? 65535u - bits : bits) << 8 | uint(slot);
    }
}

void main() {
    ivec2 size = ivec2(u_resolution);
    int lines = u_upright ? size.x : size.y, length = u_upright ? size.y : size.x;
    int span = 256 / u_reach * u_reach, pieces = (length + span - 1) / span, ring = pieces * span;
    // A group is started for each 64 px, far more than there is to do: those that work stand evenly among them.
    int side = int(gl_WorkGroupSize.x), needed = (lines * pieces + side - 1) / side;
    int every = int(gl_NumWorkGroups.x * gl_NumWorkGroups.y) / needed;
    int group = int(gl_WorkGroupID.y * gl_NumWorkGroups.x + gl_WorkGroupID.x);
    int job = group / every * side + int(gl_LocalInvocationID.x);
    if (group % every != 0 || job >= lines * pieces) return;

    int number = job / lines, line = job - number * lines;
    uint era = uint(int(floor(u_rate_phase)));
    // Neighbours are cut and drawn by lot together, so that the stretches hang like cloth.
    float q = float(line) / u_band;
    float cut = 0.85 * value_noise(vec2(q, era), u_seed) + 0.15 * unit(pcg3d(uvec3(line, u_seed, era)).x);
    bool drawn = value_noise(vec3(q, float(number) * 1.7, era), u_seed + 1u) < pow(u_amount, 0.6) * 1.001;
    int first = number * span - int(cut * float(span));
    if (drawn) {
        take_keys(line, first, span, ring, length);
        sort_keys();
    }
    for (int slot = 0; slot < span; slot++) {
        int to = first + slot, from = first + (drawn ? int(keys[slot] & 255u) : slot);
        to += to < 0 ? ring : 0;
        from += from < 0 ? ring : 0;
        if (to < length) imageStore(i_sorted, place(line, to), fetch_source(place(line, from)));
    }
}
