// Flower flower(vec2 at, vec4 bowl, vec4 says)
//
// One blossom pressed into the clay: ten petals, counted from the top as a clock counts.
//
// at      place, wall      bowl, says  its rows of t_bowls
// u       distance from its middle, radii
// inset   how deep inside a petal's outline, wall, < 0 outside
// petal   which petal, 0 .. 9

struct Flower {
    float u;
    float inset;
    int petal;
};

Flower flower(vec2 at, vec4 bowl, vec4 says) {
    vec2 p = at - bowl.xy;
    float radius = max(bowl.z, 1e-3), u = length(p) / radius;
    float turn = fract(atan(p.x, p.y) / 6.2831853 + 0.06 * (says.w - 0.5)) * 10.0;
    float across = abs(fract(turn) - 0.5), tip = 1.0 - 0.9 * across * across;
    float side = (0.5 - across) * 0.6283 * u - 0.012, end = tip - u, foot = u - 0.25;
    // Rounded where side and end meet, as a spoon is.
    float h = clamp(0.5 + 0.5 * (side - end) / 0.10, 0.0, 1.0);
    float inset = mix(side, end, h) - 0.10 * h * (1.0 - h);
    return Flower(u, min(inset, foot) * radius, int(turn));
}
