// Lamp lamp_at(vec2 q)
//
// What comes of the one lamp to a place.
//
// q        place, wall
// key      unit vector to it      slope  of its light
// light    how much of it comes here, about 1 in the pool      near  0 far from it .. 1 in its middle
// visit    how much of the glow of its visit comes here, 0 .. 1

struct Lamp {
    vec3 key;
    float slope;
    float light;
    float near;
    float visit;
};

Lamp lamp_at(vec2 q) {
    vec4 one = texelFetch(t_lamp, ivec2(0), 0), two = texelFetch(t_lamp, ivec2(1, 0), 0);
    float aspect = u_output.x / u_output.y;
    vec2 reach = vec2(0.5 * max(aspect, 0.6), 0.85), rests = mix(normalize(one.xy) * vec2(0.30 * aspect, 0.30), two.xy, 0.3);
    vec2 away = (q - rests) / (reach * u_pool), off = (q - two.xy) / two.z;
    float far = dot(away, away), near = 1.0 / (1.0 + far * sqrt(far));
    float visit = two.w * exp(-dot(off, off));
    return Lamp(one.xyz, one.w, exp2(u_glow) * (0.14 + 0.95 * near + 1.5 * visit), near, visit);
}
