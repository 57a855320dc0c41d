// vec3 pearl_tint(float warm)      vec3 pearl_deep(float warm)      vec3 glass_tint(float warm)
// vec3 thrown_tint(float warm)     float dusk(vec3 p)
//
// Colours by which a tooth says how much is kept: moonlight where the least is, candle light where the most is.
//
// warm     0 where the least is kept .. 1 where the most is, by the role's domain
// reads    u_enamel, u_aura
// returns  pearl_tint  what enamel is multiplied by, in the light      pearl_deep  what comes through it, in its shade
//          glass_tint  colour of the glass      thrown_tint  of what a tooth gives to the wall and to the water
//          dusk  1 in front, less in the back of the mouth, which lies in the dark; p  mm, where it stands

const vec3 UNTOLD = vec3(0.33, 0.31, 0.41);  // of glass around silk: neither warm nor blue, as no figure is told
const vec3 VISIT = vec3(1.0, 0.94, 0.84), VISIT_THROWN = vec3(1.0, 0.80, 0.54);  // the light that visits; on the wall

// Between moonlight and candle light lies silver, not the violet that both would mix to.
vec3 between(vec3 cool, vec3 silver, vec3 warm, float at) {
    return at < 0.5 ? mix(cool, silver, 2.0 * at) : mix(silver, warm, 2.0 * at - 1.0);
}

vec3 pearl_tint(float warm) {
    return between(vec3(0.54, 0.86, 1.38), vec3(0.90, 0.95, 1.05), vec3(1.13, 1.01, 0.85), warm);
}

vec3 pearl_deep(float warm) {
    return between(vec3(0.12, 0.34, 0.85), vec3(0.60, 0.50, 0.50), vec3(1.05, 0.54, 0.17), warm);
}

vec3 glass_tint(float warm) {
    return mix(u_aura, u_enamel * vec3(1.0, 0.72, 0.46), warm);
}

float dusk(vec3 p) {
    return exp(min(p.z + 4.0, 0.0) / 40.0);
}

vec3 thrown_tint(float warm) {
    float cool = (1.0 - warm) * (1.0 - warm);
    return u_aura * u_aura * vec3(0.7, 1.0, 1.5) * cool * cool + 0.10 * u_enamel * vec3(1.05, 0.60, 0.30) * warm * warm;
}
