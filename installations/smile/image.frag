// A first light: form only.
#include "atlas.glsl"

void main() {
    vec4 seen = texelFetch(t_surface, ivec2(pixel()), 0);
    o = vec4(0.0);
    if (seen.z < 0.5) return;
    int id = int(seen.z) - 1;
    vec3 n = normalize(texture(t_normals, atlas(id, seen.xy)).xyz), view = -view_ray();
    vec3 body = id < 32 ? vec3(0.80, 0.72, 0.58) : vec3(0.62, 0.22, 0.20);
    if (id < 32 && texelFetch(t_teeth, ivec2(id, 6), 0).x > 0.5) body = vec3(0.75, 0.5, 0.15);
    vec3 key = normalize(normalize(vec3(-0.5, 0.75, 0.65)) + 0.5 * view);
    float light = max(dot(n, key) * 0.8 + 0.2, 0.0), fill = 0.5 + 0.5 * n.y;
    float shine = pow(max(dot(n, normalize(key + view)), 0.0), 60.0);
    o = vec4(body * (0.9 * light + 0.12 * fill) + 0.5 * shine, 1.0);
}
