// vec3 transmit(float thickness, vec3 reach)
//
// Light that comes through: what a translucent body of this thickness lets pass, colour by colour.
//
// thickness   of the body along the light, >= 0, in the unit of reach
// reach       how far each colour wanders inside, > 0; enamel about (1.6, 1.3, 1.1) mm, gum (1.2, 0.5, 0.35) mm
// returns     0 .. 1, and 1 where there is no body
// exact       the share of Burley's diffusion profile beyond that distance
// source      Christensen and Burley 2015, Approximate Reflectance Profiles, cdf of equation 2

vec3 transmit(float thickness, vec3 reach) {
    vec3 far = max(thickness, 0.0) / reach;
    return 0.25 * exp(-far) + 0.75 * exp(-far / 3.0);
}
