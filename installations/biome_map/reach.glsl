// int bin_of(float reach)      float reach_of(float bin)
//
// In how many steps what lies how far outside of a colony is counted: cells, see colonies.frag.

const int BINS = 64;
const vec2 REACH = vec2(-2.5, 9.0);

int bin_of(float reach) {
    return int(clamp((reach - REACH.x) / (REACH.y - REACH.x), 0.0, 0.999) * float(BINS));
}

float reach_of(float bin) {
    return mix(REACH.x, REACH.y, bin / float(BINS));
}
