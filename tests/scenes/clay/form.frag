in vec3 place;
void main() {
    vec3 normal = normalize(cross(dFdx(place), dFdy(place)));
    o = vec4(normal * sign(normal.z), distance(place, u_eye));
}
