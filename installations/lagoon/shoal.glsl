// float shoal()      float thread_length(float radius)      vec3 tint_of(vec4 says)
//
// How large the creatures are for their number, and what they have in common.
//
// shoal          1 where there are 51; few are larger, many smaller, so that they fill the water alike
// thread_length  of a bell of this radius, mm
// tint_of        light of a creature; says its second row of t_places

float shoal() {
    return clamp(sqrt(51.0 / float(max(u_rows, 1))), 0.25, 2.6);
}

float thread_length(float radius) {
    return max(u_threads * (0.5 * shoal() + 0.08 * radius), 1e-3);
}

vec3 tint_of(vec4 says) {
    // Whatever the heart, as much of it is blue: by that a bell is read.
    return vec3(mix(u_water, u_ember, 0.55 * pow(max(says.y, 0.0), 3.0)).rg, u_water.b);
}
