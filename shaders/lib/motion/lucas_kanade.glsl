// vec3 lucas_kanade(sampler2D pair, vec2 at, vec2 guess, int steps)
//
// Motion of the window of 7 x 7 texels around a place, by least squares: what is now at p was at p - motion.
//
// pair     x the picture now, y a frame ago
// at       texels
// guess    motion to begin with, texels
// returns  xy motion, texels      z how well the window can tell: 0 nothing to see .. 1
// exact    to 0.05 texels for smooth pictures that move by up to 2 texels from the guess
// source   Lucas and Kanade, IJCAI 1981; iterated as by Bouguet, Intel 2000

vec3 lucas_kanade(sampler2D pair, vec2 at, vec2 guess, int steps) {
    vec2 texel = 1.0 / vec2(textureSize(pair, 0));
    vec2 slopes[49];
    float now[49];
    vec3 sum = vec3(0.0);  // xx, yy, xy of the slopes
    for (int i = 0; i < 49; i++) {
        vec2 p = at + vec2(i % 7 - 3, i / 7 - 3);
        now[i] = texture(pair, p * texel).x;
        slopes[i] = 0.5 * vec2(texture(pair, (p + vec2(1, 0)) * texel).x - texture(pair, (p - vec2(1, 0)) * texel).x,
                               texture(pair, (p + vec2(0, 1)) * texel).x - texture(pair, (p - vec2(0, 1)) * texel).x);
        sum += vec3(slopes[i] * slopes[i], slopes[i].x * slopes[i].y);
    }
    // A little stiffness: where only one direction can be told, the other keeps the guess.
    vec2 stiff = sum.xy + 2e-5;
    float area = stiff.x * stiff.y - sum.z * sum.z;
    vec2 motion = guess;
    for (int n = 0; n < steps; n++) {
        vec2 miss = vec2(0.0);
        for (int i = 0; i < 49; i++) {
            vec2 p = at + vec2(i % 7 - 3, i / 7 - 3) - motion;
            miss += slopes[i] * (now[i] - texture(pair, p * texel).y);
        }
        motion -= vec2(stiff.y * miss.x - sum.z * miss.y, stiff.x * miss.y - sum.z * miss.x) / area;
    }
    float least = 0.5 * (sum.x + sum.y - length(vec2(sum.x - sum.y, 2.0 * sum.z)));
    return vec3(motion, least / (least + 2e-4));
}
