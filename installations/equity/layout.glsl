// int part_count()      int part_first(int part)      int part_areas(int part)
//
// Which areas share a place in the fan: each its own, where they are not more than MOST, else some that follow each
// other in the table. The twin of phrases() in scene.py, which tells it.
//
// part     0 .. part_count() - 1
// returns  how many places there are, the first row of the table at one, and how many rows it has

const int MOST = 64;         // places in the fan
const float FINE = 1024.0;   // texels of the fan
const int LARGEST = 3;       // number of tiers at most
const float BEHIND = 0.12;   // free between tiers that stand behind each other, in pipes
const int HEAD = 4;          // texels of the layout before its first tier

int part_count() {
    return clamp(u_rows, 1, MOST);
}

int part_first(int part) {
    return part * max(u_rows, 1) / part_count();
}

int part_areas(int part) {
    return part_first(part + 1) - part_first(part);
}

const int LAMP = HEAD + 2 * LARGEST;  // the texel of the layout that has the lamp

struct Tier {
    vec2 centre;     // of its ring; x from the axis to either side
    float ring;      // its radius
    float low;       // angle of its lowest pipes, radians
    float reach;     // from those to its highest
    float start;     // what comes before it in the fan, 0 .. 1
    float share;     // of the fan
};
