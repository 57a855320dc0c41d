// vec3 pearl_tint(float warm)      vec3 glass_tint(float warm)      vec3 thrown_tint(float warm)
//
// Colours by which a tooth says how much is kept: cool where the least is, warm where the most is.
//
// warm     0 where the least is kept .. 1 where the most is, by the role's domain
// reads    u_enamel, u_aura
// returns  pearl_tint  what enamel is multiplied by      glass_tint  colour of the glass
//          thrown_tint  of what a tooth gives to the wall: haze takes the pale of it

const vec3 VISIT = vec3(1.0, 0.84, 0.62), VISIT_THROWN = vec3(1.0, 0.80, 0.54);  // the light that visits; on the wall

vec3 pearl_tint(float warm) {
    return mix(vec3(0.47, 0.79, 1.30), vec3(1.33, 1.08, 0.74), warm);
}

vec3 glass_tint(float warm) {
    return mix(u_aura, u_enamel * vec3(1.0, 0.74, 0.44), warm);
}

vec3 thrown_tint(float warm) {
    return mix(0.75 * u_aura * u_aura, u_enamel * vec3(1.05, 0.66, 0.26), warm);
}
