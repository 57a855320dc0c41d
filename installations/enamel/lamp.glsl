// Lamp lamp_at(vec2 q, int row)
//
// What comes of the one lamp to a place: raking from afar, and where it visits close above the wall.
//
// q        place, wall      row  of the field there, -1 on the ground
// key      unit vector to it      toward  the way to it across the wall, a unit      slope  of its light
// light    how much of it comes here, about 1 in the pool
// visit    how much of the glow of its visit comes here, 0 .. 1      rests  1 in the field that it visits, 0 in others

struct Lamp {
    vec3 key;
    vec2 toward;
    float slope;
    float light;
    float visit;
    float rests;
};

Lamp lamp_at(vec2 q, int row) {
    vec4 one = texelFetch(t_lamp, ivec2(0), 0), two = texelFetch(t_lamp, ivec2(1, 0), 0);
    vec4 whom = texelFetch(t_lamp, ivec2(3, 0), 0);
    float aspect = u_output.x / u_output.y;
    vec2 from = normalize(one.xy), reach = vec2(0.5 * max(aspect, 0.6), 0.85);
    vec2 rests = mix(from * vec2(0.30 * aspect, 0.30), two.xy, 0.5);
    vec2 away = (q - rests) / (reach * u_pool), off = (two.xy - q) / two.z;
    float far = dot(away, away), near = 1.0 / (1.0 + far * sqrt(far));
    float visit = two.w * exp(-dot(off, off)), halo = two.w / (1.0 + 0.3 * dot(off, off));
    // It hangs over the rim of the field that is turned to its way, so that light rakes outwards from there.
    vec3 close = normalize(vec3(off + 0.60 * from, 0.34));
    vec3 key = normalize(mix(one.xyz, close, min(1.6 * visit, 0.85)));
    float across = max(length(key.xy), 1e-3), whole = exp2(u_glow), light = whole * (0.50 + 0.34 * near + 0.18 * halo + 0.6 * visit);
    // However small the field that it visits, and however far, that is the lightest; the others wait in a little less.
    float here = float(row == int(whom.x)) * whom.z, there = float(row == int(whom.y)) * whom.w;
    float stays = max(here, there);
    light *= 1.0 - 0.19 * max(whom.z, whom.w);
    light += stays * max(whole * (1.58 + 0.5 * visit) - light, 0.0);
    return Lamp(key, key.xy / across, key.z / across, light, visit, stays);
}
