// vec4 lucas_kanade(sampler2D pair, vec2 at, vec2 guess, int steps)
//
// Motion of the window of 7 x 7 texels around a place, by least squares: what is now at p + motion / 2
// was at p - motion / 2.
//
// pair     x the picture now, y a frame ago
// at       texels
// guess    motion to begin with, texels
// returns  xy motion, texels      z how well the window can tell: 0 nothing to see .. 1
//          w what is left unexplained: sum of squares before the last step
// exact    to 0.05 texels for smooth pictures that move by up to 2 texels from the guess
// source   Lucas and Kanade, IJCAI 1981; iterated as by Bouguet, Intel 2000

vec4 lucas_kanade(sampler2D pair, vec2 at, vec2 guess, int steps) {
    vec2 size = vec2(textureSize(pair, 0)), across = vec2(1.0, 0.0), up = vec2(0.0, 1.0);
    vec2 slopes[49];
    vec3 sum = vec3(0.0);  // xx, yy, xy of the slopes
    for (int i = 0; i < 49; i++) {
        vec2 p = at + vec2(i % 7 - 3, i / 7 - 3) + 0.5 * guess;
        slopes[i].x = 0.5 * (texture(pair, (p + across) / size).x - texture(pair, (p - across) / size).x);
        slopes[i].y = 0.5 * (texture(pair, (p + up) / size).x - texture(pair, (p - up) / size).x);
        sum += vec3(slopes[i] * slopes[i], slopes[i].x * slopes[i].y);
    }
    // A little stiffness: what cannot be told from the window keeps the guess.
    vec2 stiff = sum.xy + 2e-5;
    float area = stiff.x * stiff.y - sum.z * sum.z;
    vec2 motion = guess;
    float left = 0.0;
    for (int n = 0; n < steps; n++) {
        vec2 miss = vec2(0.0);
        left = 0.0;
        for (int i = 0; i < 49; i++) {
            vec2 p = at + vec2(i % 7 - 3, i / 7 - 3);
            // Half the way in each picture: both are interpolated alike, so that neither is the softer one.
            float error = texture(pair, (p + 0.5 * motion) / size).x - texture(pair, (p - 0.5 * motion) / size).y;
            miss += slopes[i] * error;
            left += error * error;
        }
        motion -= vec2(stiff.y * miss.x - sum.z * miss.y, stiff.x * miss.y - sum.z * miss.x) / area;
    }
    float least = 0.5 * (sum.x + sum.y - length(vec2(sum.x - sum.y, 2.0 * sum.z)));
    return vec4(motion, least / (least + 2e-4), left);
}
