// Spot nearest(vec2 q, float width, float pitch)      int strings_now(float width)
//
// Which pearl and which thread hang nearest to a point of the wall.
//
// q        place on the wall, picture heights, x right, y up, origin in the middle
// width    of the picture, in its heights
// pitch    from one pearl's place to the next, picture heights
// reads    u_strings, u_sway, u_smile, u_breath_phase (cycles), u_seed, u_rows

struct Spot {
    vec2 d;        // from the centre of the nearest pearl, in places
    int row;       // of the table; -1 where there is no pearl
    float thread;  // from the nearest thread, in places
};

// A narrow picture takes fewer strings, and each is longer.
int strings_now(float width) {
    return max(5, int(float(u_strings) * clamp(width / 1.78, 0.4, 1.6) + 0.5));
}

// How far string number s has swung at height y, in places.
float swing(float s, float y) {
    float own = 0.7 + 0.3 * sin(2.4 * s + float(u_seed % 97u));
    return u_sway * (0.5 - y) * sin(6.2831853 * u_breath_phase + 0.55 * s) * own;
}

Spot nearest(vec2 q, float width, float pitch) {
    int wanted = strings_now(width);
    int each = (u_rows + wanted - 1) / wanted;  // pearls on a string
    float strings = float((u_rows + each - 1) / each);  // those that hold a pearl
    float lean = u_seed == 0u ? 0.0 : float(u_seed * 2654435761u >> 24) / 255.0 - 0.5;  // a seed hangs it otherwise
    Spot best = Spot(vec2(9.0), -1, 9.0);
    float least = 9.0, middle = floor(q.x / pitch + 0.5 * strings);
    for (float s = middle - 1.0; s <= middle + 1.0; s += 1.0) {  // a neighbour may have swung here
        if (s < 0.0 || s >= strings) continue;
        float x = (s + 0.5 - 0.5 * strings) * pitch;
        float across = (q.x - x) / pitch - swing(s, q.y);
        if (abs(across) > least) continue;
        least = abs(across);
        float bow = (2.0 * x / width + 1.8 * lean) / (1.0 + 1.8 * abs(lean));  // never beyond what seed 0 has
        float top = 0.5 * float(each) * pitch + u_smile * (bow * bow - 0.42);
        float down = (top - q.y) / pitch;  // places below the first pearl's upper end
        float k = floor(down);
        int row = int(s) * each + int(k);
        bool pearl = k >= 0.0 && k < float(each) && row < u_rows;
        float hung = min(float(each), float(u_rows - int(s) * each));
        best.row = pearl ? row : -1;
        best.d = pearl ? vec2(across, 0.5 + k - down) : vec2(9.0);
        best.thread = down < hung - 0.5 ? across : 9.0;  // a thread ends in its last pearl
    }
    return best;
}
