// See pool.vert.
//
// writes  o.rgb  linear light, added where teeth stand behind each other

in vec3 light;

void main() {
    o = vec4(light, 1.0);
}
