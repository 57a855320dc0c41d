void main() {
    vec3 way = view_ray();
    float b = dot(u_eye, way), h = b * b - dot(u_eye, u_eye) + u_radius * u_radius, t = h > 0.0 ? -b - sqrt(h) : 0.0;
    o = vec4(normalize(u_eye + t * way), t);
}
