// float sphere_shadow(vec3 p, vec3 light, float lamp, vec3 centre, float radius)
//
// How much of a round, far lamp a ball leaves to see: a shadow whose rim softens with distance.
//
// p        point in shade or not; centre, radius  of the ball, same unit
// light    unit vector towards the lamp's middle; lamp  its half angle, radians, > 0, below 0.8
// returns  0 .. 1; 1 where the ball takes nothing. Inside the ball 1: a body does not shade itself with this
// exact    no: two discs whose overlap is smoothed over the rim, within 0.12 of the share of the lamp

float sphere_shadow(vec3 p, vec3 light, float lamp, vec3 centre, float radius) {
    vec3 way = centre - p;
    float far = length(way);
    if (far <= radius) {
        return 1.0;
    }
    float ball = asin(radius / far), apart = acos(clamp(dot(way / far, light), -1.0, 1.0));
    float most = min(1.0, (ball * ball) / (lamp * lamp));
    float lit = smoothstep(abs(ball - lamp), ball + lamp, apart);
    return 1.0 - most * (1.0 - lit);
}
