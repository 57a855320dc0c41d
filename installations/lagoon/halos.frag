// Light in the water around a creature, less with the distance.
//
// reads   the view
// writes  o.rgb  linear light

flat in vec3 middle, light;
flat in float reach;

void main() {
    vec3 off = cross(view_ray(), middle - u_eye);
    float soft = max(1.0 - dot(off, off) / (reach * reach), 0.0);
    o = vec4(light * soft * soft * soft, 0.0);
}
