// float smooth_union(float a, float b, float k)
//
// Two shapes melted into one, with a fillet where they meet.
//
// a, b     signed distances, any unit
// k        width of the fillet, same unit, >= 0; 0 is the sharp union
// returns  <= min(a, b); equal to it where |a - b| >= k; lowest below it, by k / 4, where a = b
// exact    no distance any more inside the fillet, but it grows no faster than one (safe to march)
// source   quadratic polynomial minimum (Quilez, "Smooth minimum")

float smooth_union(float a, float b, float k) {
    float blend = max(k - abs(a - b), 0.0);
    return min(a, b) - blend * blend * 0.25 / max(k, 1e-9);
}
