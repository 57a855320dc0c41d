// vec3 fresnel_schlick(float cosine, vec3 f0)
//
// How much a surface mirrors: little seen straight on, all at a grazing angle.
//
// cosine   between the view (or light) and the half vector, 0 .. 1, clamped
// f0       reflectance straight on, 0 .. 1: enamel and porcelain 0.05, water 0.02, gold (1.0, 0.77, 0.34)
// returns  f0 .. 1
// exact    Schlick's approximation, within 0.04 of Fresnel's equations for glass
// source   Schlick 1994

vec3 fresnel_schlick(float cosine, vec3 f0) {
    float grazing = 1.0 - clamp(cosine, 0.0, 1.0);
    float squared = grazing * grazing;
    return f0 + (1.0 - f0) * (squared * squared * grazing);
}
