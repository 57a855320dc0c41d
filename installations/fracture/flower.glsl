// Flower flower(vec2 at, vec4 bowl, vec4 says)
//
// One blossom pressed into the clay: ten petals around its middle, turned as the hand came, none like the next.
//
// at      place, wall      bowl, says  its two rows, as bowls.frag writes them
// u       distance from its middle, radii
// inset   how deep inside a petal's outline, wall, < 0 outside
// turn    petals from the first on, 0 .. 10

struct Flower {
    float u;
    float inset;
    float turn;
};

Flower flower(vec2 at, vec4 bowl, vec4 says) {
    vec2 p = at - bowl.xy;
    float radius = max(bowl.z, 1e-3), u = length(p) / radius;
    float turn = fract(atan(p.x, p.y) / 6.2831853 + says.x) * 10.0;
    float across = abs(fract(turn) - 0.5), blunt = mix(0.55, 1.5, says.w), tip = 1.0 - blunt * across * across;
    float side = (0.5 - across) * 0.6283 * u - 0.013, end = tip - u, foot = u - 0.24;
    // Rounded where side and end meet, as a spoon is.
    float h = clamp(0.5 + 0.5 * (side - end) / 0.10, 0.0, 1.0);
    float inset = mix(side, end, h) - 0.10 * h * (1.0 - h);
    return Flower(u, min(inset, foot) * radius, turn);
}
