// vec3 ggx_specular(vec3 normal, vec3 view, vec3 light, float roughness, vec3 f0)
//
// The highlight of one light on a smooth to rough surface, times the cosine at the surface.
//
// normal, view, light   unit vectors away from the surface
// roughness   0 .. 1 as artists know it (squared inside); below 0.03 counts as 0.03
// f0       reflectance straight on, see light/fresnel_schlick.glsl
// returns  radiance for a light of irradiance pi, >= 0; 0 where light or view is behind the surface
// exact    GGX distribution, height-correlated Smith visibility, Schlick's Fresnel
// source   Walter et al. 2007; Heitz 2014

#include "lib/light/fresnel_schlick.glsl"

vec3 ggx_specular(vec3 normal, vec3 view, vec3 light, float roughness, vec3 f0) {
    float nl = dot(normal, light), nv = dot(normal, view);
    if (nl <= 0.0 || nv <= 0.0) {
        return vec3(0.0);
    }
    vec3 middle = normalize(light + view);
    float rough = max(roughness, 0.03);
    float a2 = rough * rough * rough * rough;
    // |n x h|^2 keeps the digits that 1 - (n.h)^2 loses in a narrow highlight.
    vec3 lean = cross(normal, middle);
    float nh = dot(normal, middle);
    float lobe = dot(lean, lean) + a2 * nh * nh;
    float spread = a2 / (lobe * lobe);
    float shadow = nl * sqrt(nv * nv * (1.0 - a2) + a2) + nv * sqrt(nl * nl * (1.0 - a2) + a2);
    return fresnel_schlick(dot(view, middle), f0) * (spread * 0.5 / shadow * nl);
}
